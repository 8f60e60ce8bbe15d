// What somebody types into a field of the view is meant for that field: JupyterLab would run the cell again at
// Shift+Enter, keep Enter from a form, and leave a list of choices for the next cell at an arrow. Keys that move a
// list or a page of the view must not move the notebook, too.

function keepFieldKeys(event) {
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  const field = event.target.matches("input, textarea, select");
  const moves = event.target.matches('[role="region"]') && /^(Arrow|Page|Home$|End$)/.test(event.key);
  if ((field && event.key === "Enter") || (!chord && (field || moves))) event.stopPropagation();
}

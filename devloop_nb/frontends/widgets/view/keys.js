// What somebody types into a field of the view is meant for that field: JupyterLab would run the cell again at
// Shift+Enter, keep Enter from a form, and leave a list of choices for the next cell at an arrow.

function keepFieldKeys(event) {
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (!event.target.matches("input, textarea, select")) return;
  if (event.key === "Enter" || !chord) event.stopPropagation();
}

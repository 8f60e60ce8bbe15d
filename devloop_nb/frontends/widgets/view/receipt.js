// The receipt below the view tells what the view tells. While the page stays, the kernel sees to that; where the
// notebook was loaded anew, the page does.

addPanel({
  name: "receipt",
  at: "run",
  slice: keepReceipt,
  build: () => [],
});

// Shows nothing: what it keeps is in the notebook.
function keepReceipt(view) {
  const { index, ui } = view;
  if (index.live || ui.gone || !index.run || view.kept === index.at) return null;
  view.kept = index.at;
  keepWritten(view);
  return null;
}

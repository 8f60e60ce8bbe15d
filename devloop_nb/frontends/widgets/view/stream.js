// The calls under way: since when, and what the model has written so far where it tells.

addPanel({
  name: "stream",
  at: "run",
  title: "Model at work",
  open: () => true,
  slice(view, open) {
    const { index, ui } = view;
    if (standing(index) !== "running" || ui.gone || !index.inFlight?.length) return null;
    if (open) view.kernel.glance();
    return { lm: index.lm, calls: index.inFlight, written: open ? view.kernel.written : {} };
  },
  build: ({ lm, calls, written }) => calls.map(([key, began]) => underWay(lm, key, began, written[key])),
});

function underWay(lm, key, began, so_far) {
  return element(
    "div",
    { cls: "dl-underWay" },
    element(
      "p",
      { cls: "dl-facts" },
      element("b", {}, key),
      ` ${lm} · asked `,
      began ? element("span", { "data-since": began }, since(began)) : "some time",
      " ago",
      so_far?.characters ? ` · ${count(so_far.characters, "character")} so far` : "",
    ),
    so_far?.characters
      ? element("pre", { cls: "dl-text dl-writing", "data-scrolls": true, tabindex: 0, role: "region", "aria-label": "What the model writes" }, so_far.text)
      : element("p", { cls: "dl-quiet" }, silence(so_far)),
  );
}

// null: this model tells nothing; nothing at all: it has not been asked yet, or is about to be asked again.
function silence(so_far) {
  if (so_far === null) return "This model does not tell what it writes before it is done.";
  return so_far ? "It has written nothing yet." : "Waiting for the model.";
}

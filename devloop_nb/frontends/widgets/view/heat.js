// The heat map: a page of the grid of tests by attempt, with the attempt that is looked at.

const COLUMNS = 30;

addPanel({
  name: "heat",
  at: "heat",
  late: true,
  title: "Tests by attempt",
  open: () => true,
  slice: (view, open) => {
    const { module, attempt } = view.shown();
    if (!module?.tests.length || !module.attempts.length) return null;
    if (!open) return {};
    const marks = module.attempts.map(({ n, marks }) => [n, marks]);
    return { module: module.name, tests: module.tests, marks, ...window_(view, marks, attempt.n), test: view.ui.test };
  },
  make: (view) => {
    const box = element("div", { cls: "dl-scroll" });
    let place, grid, shown;
    return (data) => {
      if (!data.tests) return [];
      const now = JSON.stringify([data.module, data.tests]);
      if (shown !== now) [shown, grid] = [now, testGrid(data, view)];
      const before = place;
      place = `${data.module} ${data.n} ${data.test}`;
      const moved = place !== before;
      grid.show(data, shownColumns(data.marks, data.page), moved);
      if (moved) reveal(box);
      return [pages(data, view), fill(box, grid.table)];
    };
  },
});

// The columns that are shown: those with the chosen attempt, or where somebody has turned the page.
function window_(view, marks, n) {
  const at = Math.max(0, marks.findIndex(([number]) => number === n));
  if (view.ui.heatFor !== n) Object.assign(view.ui, { heatFor: n, heatPage: null });
  const last = Math.ceil(marks.length / COLUMNS) - 1;
  // Counted from the newest, so that a page does not fill up as attempts are made.
  const page = view.ui.heatPage ?? Math.floor((marks.length - 1 - at) / COLUMNS);
  return { n, page: Math.min(page, last), last };
}

function pages({ marks, page, last }, view) {
  if (!last) return null;
  const shown = shownColumns(marks, page);
  const turn = (to, says, key) =>
    element(
      "button",
      {
        type: "button",
        cls: "dl-action",
        "data-key": `heat ${key}`,
        "aria-disabled": to < 0 || to > last ? "true" : false,
        onclick: () => to >= 0 && to <= last && view.choose({ heatPage: to }),
      },
      says,
    );
  return element(
    "div",
    { cls: "dl-pages" },
    turn(page + 1, "◂ Earlier", "earlier"),
    element("span", { cls: "dl-quiet" }, `attempts ${shown[0][0]} to ${shown.at(-1)[0]} of ${marks.at(-1)[0]}`),
    turn(page - 1, "Later ▸", "later"),
  );
}

const shownColumns = (marks, page) => {
  // The earliest page is as full as the others.
  const end = Math.max(marks.length - page * COLUMNS, Math.min(COLUMNS, marks.length));
  return marks.slice(Math.max(0, end - COLUMNS), end);
};

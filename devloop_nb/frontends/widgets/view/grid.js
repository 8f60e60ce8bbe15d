// The tests of a module by attempt; a sign and a word for every outcome, never the colour alone.

const OUTCOMES = {
  p: ["✓", "passed", "good"],
  f: ["✕", "failed", "bad"],
  e: ["!", "error", "bad"],
  t: ["T", "timeout", "bad"],
  m: ["?", "missing", "bad"],
  s: ["–", "skipped", "none"],
  x: ["–", "xfailed", "none"],
  u: ["u", "xpassed", "bad"],
  " ": ["·", "not run", "none"],
};
const COLUMNS = 50;

const outcomeMark = (word) => Object.values(OUTCOMES).find((other) => other[1] === word) ?? OUTCOMES[" "];

addPanel({
  name: "heat",
  at: "heat",
  slice: (view) => {
    const { module, attempt } = view.shown();
    if (!module?.tests.length || !module.attempts.length) return null;
    const marks = module.attempts.map(({ n, marks }) => [n, marks]);
    return { module: module.name, tests: module.tests, marks, ...window_(view, marks, attempt.n), test: view.ui.test };
  },
  build: (data, view) => {
    const place = `${data.module} ${data.n} ${data.test}`;
    if (view.heatPlace !== place) requestAnimationFrame(() => reveal(view.page.places.heat));
    view.heatPlace = place;
    return element(
      "details",
      { open: true },
      element("summary", {}, "Tests by attempt"),
      pages(data, view),
      element("div", { cls: "dl-scroll", "data-scrolls": true }, heatTable(data, view)),
    );
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

function heatTable({ module, tests, marks, page, n, test }, view) {
  const columns = shownColumns(marks, page);
  const heads = columns.map(([number]) =>
    element(
      "th",
      {
        scope: "col",
        tabindex: -1,
        "data-key": `column ${number}`,
        "data-n": number,
        cls: number === n ? "dl-chosen" : "",
        "aria-label": `attempt ${number}`,
        "aria-selected": number === n ? "true" : false,
      },
      String(number),
    ),
  );
  const rows = tests.map((name, at) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", title: name, cls: name === test ? "dl-row" : "" }, shortId(name)),
      columns.map(([number, letters]) => square(name, number, letters[at] ?? " ", number === n && name === test)),
    ),
  );
  const open = (cell) => cell?.dataset.n && openSquare(view, module, Number(cell.dataset.n), cell.dataset.test);
  const table = element(
    "table",
    {
      cls: "dl-grid",
      role: "grid",
      "aria-label": `Tests of ${module} by attempt; Enter opens a square`,
      onclick: (event) => open(event.target.closest("[data-n]")),
      onkeydown: (event) => moveInGrid(event, open),
    },
    element("thead", {}, element("tr", {}, element("td", {}), heads)),
    element("tbody", {}, rows),
  );
  (table.querySelector(".dl-square.dl-chosen") ?? table.querySelector(".dl-square")).tabIndex = 0;
  return table;
}

function square(name, number, letter, chosen) {
  const [sign, word, tone] = OUTCOMES[letter];
  const label = `${name}, attempt ${number}: ${word}`;
  return element(
    "td",
    {
      cls: `dl-mark dl-square dl-${tone}${chosen ? " dl-chosen" : ""}`,
      tabindex: -1,
      "data-key": `square ${number} ${name}`,
      "data-n": number,
      "data-test": name,
      "aria-label": label,
      "aria-selected": chosen ? "true" : false,
      title: label,
    },
    sign,
  );
}

// A column's head stands for the attempt alone.
function openSquare(view, module, number, test) {
  const tab = test ? "tests" : view.ui.tab;
  view.choose({ module, number, tab, test: test ?? null, heatFor: number });
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Arrows move between the squares and the heads of the columns; Home and End go along the row.
function moveInGrid(event, open) {
  const cell = event.target.closest("[data-key]");
  if (!cell) return;
  const rows = [...event.currentTarget.rows];
  const row = cell.parentNode.rowIndex;
  const ends = { Home: [row, 1], End: [row, cell.parentNode.cells.length - 1] };
  const step = STEPS[event.key];
  const [down, across] = ends[event.key] ?? (step ? [row + step[0], cell.cellIndex + step[1]] : []);
  const next = rows[down]?.cells[across];
  if (event.key === "Enter" || event.key === " ") open(cell);
  else if (!next?.dataset.key) {
    if (!step) return;
  } else {
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
  event.preventDefault();
  event.stopPropagation();
}

// Long names keep their end too: that is where parametrised tests differ.
function shortId(name) {
  const own = name.split("::").slice(1).join("::") || name;
  return own.length > 32 ? `${own.slice(0, 15)}…${own.slice(-16)}` : own;
}

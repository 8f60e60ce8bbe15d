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

const outcomeMark = (word) => Object.values(OUTCOMES).find((other) => other[1] === word) ?? OUTCOMES[" "];

// A table that keeps its squares; those are made anew whose outcome has changed.
function testGrid({ module, tests }, view) {
  const open = (cell) => cell?.dataset.n && openSquare(view, module, Number(cell.dataset.n), cell.dataset.test);
  const heads = reusing(columnHead);
  const top = element("tr");
  // Widths that are told need not be found from what is in every square.
  const names = element("col", { style: `width:calc(${longest(tests)}ch + 10px)` });
  const [widths, cols] = [element("colgroup"), reusing((n) => element("col", { style: n > 999 && "width:32px" }))];
  const rows = tests.map(gridRow);
  const table = element(
    "table",
    {
      cls: "dl-grid",
      role: "grid",
      "aria-label": `Tests of ${module} by attempt; Enter opens a square`,
      onclick: (event) => open(event.target.closest("[data-n]")),
      onkeydown: (event) => moveInGrid(event, open),
    },
    widths,
    element("thead", {}, top),
    element("tbody", {}, rows.map((row) => row.node)),
  );
  const corner = element("td");
  const show = ({ n, test }, columns, moved) => {
    fill(widths, names, cols(columns.map(([number]) => [number])));
    fill(top, corner, heads(columns.map(([number]) => [number, number === n])));
    rows.forEach((row) => row.show(columns, n, test));
    stopAt(table, moved);
  };
  return { table, show };
}

function gridRow(name, at) {
  const head = element("th", { scope: "row", title: name }, shortId(name));
  const node = element("tr");
  const squares = reusing((number, letter, chosen) => square(name, number, letter, chosen));
  const show = (columns, n, test) => {
    head.classList.toggle("dl-row", name === test);
    fill(node, head, squares(columns.map(([number, marks]) => [number, marks[at] ?? " ", number === n && name === test])));
  };
  return { node, show };
}

function columnHead(number, chosen) {
  return element(
    "th",
    {
      scope: "col",
      tabindex: -1,
      "data-key": `column ${number}`,
      "data-n": number,
      cls: chosen ? "dl-chosen" : "",
      "aria-label": `attempt ${number}`,
      "aria-selected": chosen ? "true" : false,
    },
    String(number),
  );
}

// One square can be reached with the tab key: the chosen one, or where somebody has gone from there.
function stopAt(table, moved) {
  const held = table.querySelector(`[tabindex="0"]`);
  if (held && !moved) return;
  if (held) held.tabIndex = -1;
  (table.querySelector(".dl-square.dl-chosen") ?? table.querySelector(".dl-square")).tabIndex = 0;
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

const ownName = (name) => name.split("::").slice(1).join("::") || name;

// Long names keep their end too: that is where parametrised tests differ.
function shortId(name) {
  const own = ownName(name);
  return own.length > 32 ? `${own.slice(0, 15)}…${own.slice(-16)}` : own;
}

const longest = (tests) => Math.max(...tests.map((name) => shortId(name).length));

// The figures of two sides beside each other: means with their bounds, and what changed.

const FIGURES = [
  ["status", (side) => side.status],
  ["score", (side) => points(side.score)],
  ["tests that pass", (side) => tally(side.passed, side.expected)],
  ["share of tests", (side, found, at) => spread(found.passing[at])],
  ["score of its attempts", (side, found, at) => spread(found.scores[at])],
  ["model", (side) => side.lm],
  ["calls", (side) => side.calls.toLocaleString("en"), "calls"],
  ["tokens", (side) => side.tokens.toLocaleString("en"), "tokens"],
  ["cost", (side) => money(side.usd), "usd"],
  ["time", (side) => seconds(side.seconds) || "–", "seconds"],
];

function figuresTable(found) {
  const rows = FIGURES.map(([name, tell, number]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ["a", "b"].map((side, at) => element("td", {}, tell(found[side], found, at))),
      element("td", { cls: "dl-quiet" }, number ? change(found.a[number], found.b[number]) : ""),
    ),
  );
  const table = element(
    "table",
    { cls: "dl-boardTable dl-figureTable" },
    headed(["", "A", "B", "B against A"]),
    element("tbody", {}, rows),
  );
  return element("div", { cls: "dl-sideways", tabindex: 0, role: "region", "aria-label": "Figures" }, table);
}

function change(a, b) {
  if (a === null || b === null || !a) return "";
  const percent = Math.round((100 * (b - a)) / a);
  return percent ? `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %` : "the same";
}

// A mean with the bounds in which it lies, drawn and in words.
function spread(found) {
  if (!found) return "–";
  const words = found.n === 1 ? "one alone" : `${points(found.low)} to ${points(found.high)}, n = ${found.n}`;
  const [x, low, high] = [found.mean, found.low, found.high].map((value) => 2 + 96 * value);
  const mean = drawing("circle", { cx: x, cy: 6, r: 3 });
  const whisker = drawing("line", { x1: low, x2: high, y1: 6, y2: 6, class: "dl-whisker" });
  const base = drawing("line", { x1: 2, x2: 98, y1: 11, y2: 11, class: "dl-base-line" });
  const picture = drawing("svg", { class: "dl-spread", viewBox: "0 0 100 12", "aria-hidden": "true" }, base, whisker, mean);
  return [picture, element("b", {}, points(found.mean)), element("span", { cls: "dl-quiet" }, ` ${words}`)];
}

// A comparison: the tests that flipped first, then the figures, then code and prompts line by line.

const KINDS = {
  broken: ["✕", "broken", "bad"],
  mended: ["✓", "mended", "good"],
  other: ["~", "fails otherwise", "none"],
  "only one": ["·", "on one side", "none"],
};
const TEXTS = [
  ["code", "Code"],
  ["prompts", "Prompts"],
];

class Compare extends Board {
  constructor(model, signal) {
    super(model, signal, "Comparison");
    this.body = element("div", {}, element("p", { cls: "dl-quiet" }, "Comparing…"));
    this.root.append(this.body, this.says);
  }

  async start() {
    try {
      const found = await this.ask("figures");
      this.body.replaceChildren(...this.layout(found));
    } catch (error) {
      this.failed(error);
    }
  }

  layout(found) {
    return [
      element(
        "div",
        { cls: "dl-twoSides" },
        ["a", "b"].map((side) =>
          element("div", { cls: "dl-side-name" }, element("b", {}, side.toUpperCase()), ` ${found[side].label}`),
        ),
      ),
      element("p", { cls: "dl-summary" }, gain(found)),
      flips(found),
      element("h4", {}, "Figures"),
      figuresTable(found),
      TEXTS.map(([what, title]) => this.texts(what, title)),
    ].flat();
  }

  texts(what, title) {
    const inside = element("div", {});
    const box = element("details", { cls: "dl-texts" }, element("summary", { "data-key": what }, title), inside);
    box.addEventListener("toggle", async () => {
      if (!box.open || inside.hasChildNodes()) return;
      try {
        inside.replaceChildren(...(await this.ask("texts", { what })).flatMap(textPair));
      } catch (error) {
        this.failed(error);
      }
    });
    return box;
  }
}

const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

function gain(found) {
  if (!found.gain) return "They have no test in common.";
  const { mean, low, high } = found.gain;
  const [broken, mended] = ["broken", "mended"].map((kind) => found.flips.filter((flip) => flip.kind === kind).length);
  return [
    "From A to B ",
    element("b", {}, `${broken} broken, ${mended} mended`),
    ` of ${count(found.shared, "shared test")}; ${signed(mean)} of the tests (95 %: ${signed(low)} to ${signed(high)}).`,
  ];
}

function flips(found) {
  if (!found.flips.length) return element("p", { cls: "dl-quiet" }, "No test flipped.");
  const rows = found.flips.map((flip) => {
    const [sign, word, tone] = KINDS[flip.kind];
    const cells = [
      [element("span", { cls: `dl-mark dl-${tone}`, "aria-hidden": "true" }, sign), ` ${word}`],
      element("code", {}, flip.test),
      flip.a || "–",
      flip.b || "–",
    ];
    return element(
      "tr",
      { "data-kind": flip.kind },
      cells.map((cell, at) => element("td", { cls: at === 1 ? "dl-wide" : "" }, cell)),
    );
  });
  const left = found.flipped - found.flips.length;
  return [
    element(
      "div",
      { cls: "dl-scroll dl-flips", tabindex: 0, role: "region", "aria-label": "Tests that flipped" },
      element("table", { cls: "dl-boardTable" }, headed(["", "test", "A", "B"]), element("tbody", {}, rows)),
    ),
    left > 0 && element("p", { cls: "dl-quiet" }, `${left} more are not listed.`),
  ].filter(Boolean);
}

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

function textPair({ name, rows }) {
  const head = element("h5", {}, name);
  if (!rows.length) return [head, element("p", { cls: "dl-quiet" }, "The same on both sides.")];
  const lines = rows.map(([left, before, right, after, sign]) =>
    sign === "@"
      ? element("tr", { cls: "dl-hunk" }, element("td", { colspan: 4 }, `⋯ ${before}`))
      : element(
          "tr",
          {},
          half(left, before, sign === "-" || sign === "~" ? "−" : "", "dl-removed"),
          half(right, after, sign === "+" || sign === "~" ? "+" : "", "dl-added"),
        ),
  );
  const table = element("table", { cls: "dl-twoTexts" }, headed(["A", "", "B", ""]), element("tbody", {}, lines));
  return [head, element("div", { cls: "dl-code", tabindex: 0, role: "region", "aria-label": `${name}, A and B` }, table)];
}

const half = (number, text, sign, tone) => [
  element("td", { cls: `dl-no ${sign ? tone : ""}` }, `${sign} ${number ?? ""}`.trim()),
  element("td", { cls: `dl-oneSide ${sign ? tone : ""}` }, text),
];

function render({ model, el, signal }) {
  new Compare(model, signal).open(el);
}

export default { render };

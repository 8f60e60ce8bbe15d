// A comparison: the tests that flipped first, then the figures, then code and prompts line by line.

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
          element("div", { cls: "dl-side-name" }, element("b", {}, side.toUpperCase()), " ", inOrder(found[side].label)),
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

function render({ model, el, signal }) {
  new Compare(model, signal).open(el);
}

export default { render };

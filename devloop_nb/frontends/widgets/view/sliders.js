// The sliders of the tuner: what tests and performance weigh, and the threshold.

const SLIDERS = [
  ["tests", "Weight of tests", 0.05],
  ["performance", "Weight of performance", 0.05],
  ["threshold", "Threshold", 0.01],
];

class Sliders {
  // `moved` is called while one moves, `settled` when it is let go.
  constructor(values, moved, settled) {
    this.moved = moved;
    this.settled = settled;
    this.values = { ...values };
    this.inputs = Object.fromEntries(SLIDERS.map(([name, label, step]) => [name, this.slider(name, label, step)]));
  }

  get boxes() {
    return SLIDERS.map(([name]) => this.inputs[name].box);
  }

  slider(name, label, step) {
    const value = this.values[name];
    const number = element("output", {}, points(value));
    const range = element("input", {
      type: "range",
      min: 0,
      max: name === "threshold" ? 1 : Math.max(1, value),
      step,
      value,
      "aria-label": label,
      "data-key": name,
      oninput: () => this.slide(name, Number(range.value)),
      onchange: () => this.settled(),
    });
    const box = element("label", { cls: "dl-slider" }, element("span", {}, label), range, number);
    return { range, number, box };
  }

  slide(name, value) {
    this.values[name] = value;
    this.inputs[name].number.textContent = points(value);
    this.inputs[name].range.value = value;
    this.moved();
  }

  reset(values) {
    Object.entries(values).forEach(([name, to]) => this.slide(name, to));
  }

  // A metric of the user's own has no weights; the threshold stays.
  disableWeights(off) {
    ["tests", "performance"].forEach((name) => (this.inputs[name].range.disabled = off));
  }
}

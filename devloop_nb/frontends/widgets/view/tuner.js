// The metric tuner: sliders on one side, all stored attempts on the other; the order follows the slider at once.

const SLIDERS = [
  ["tests", "Weight of tests", 0.05],
  ["performance", "Weight of performance", 0.05],
  ["threshold", "Threshold", 0.01],
];
const ROWS = 50;

class Tuner extends Board {
  constructor(model, signal) {
    super(model, signal, "Tune the score");
    this.entries = [];
    this.own = null;
    this.most = ROWS;
    this.values = { ...this.head.weights, threshold: this.head.threshold };
    this.body = element("tbody", {});
    this.further = element("div", {});
    this.rank = element(
      "div",
      { cls: "dl-ranking", tabindex: 0, role: "region", "aria-label": "Ranking" },
      element("table", { cls: "dl-boardTable dl-ranks" }, headed(COLUMNS), this.body),
      this.further,
    );
    this.summary = element("div", { cls: "dl-summary", role: "status", "aria-live": "polite" });
    this.taken = element("div", { cls: "dl-taken" });
    this.by = element("select", { "aria-label": "Score by", onchange: () => this.choose(this.by.value) });
    this.inputs = Object.fromEntries(SLIDERS.map(([name, label, step]) => [name, this.slider(name, label, step)]));
    this.root.append(...this.layout());
  }

  layout() {
    const { head } = this;
    this.accept = action("Accept the now best", { hidden: head.everything }, () => this.acceptBest());
    return [
      element(
        "div",
        { cls: "dl-boardHead" },
        element("strong", { cls: "dl-name" }, "Tune the score"),
        element("span", { cls: "dl-goal" }, head.title),
        action("Reload", { title: "Reads the stored attempts again, and the metrics of this notebook" }, () =>
          this.reload(),
        ),
      ),
      element(
        "div",
        { cls: "dl-sliders" },
        element("label", { cls: "dl-slider" }, element("span", {}, "Score by"), this.by),
        SLIDERS.map(([name]) => this.inputs[name].box),
      ),
      this.summary,
      this.rank,
      element(
        "div",
        { cls: "dl-boardActions" },
        action("Use these weights", { title: "For the next runs of this notebook" }, () => this.use()),
        this.accept,
        action("Back to the run's weights", { title: "The weights and the threshold that the run had" }, () => this.reset()),
      ),
      this.says,
      this.taken,
    ];
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
      onchange: () => this.settle(),
    });
    const box = element("label", { cls: "dl-slider" }, element("span", {}, label), range, number);
    return { range, number, box };
  }

  start() {
    this.choices();
    this.load();
  }

  async load() {
    try {
      const found = await this.ask("entries");
      this.entries = found.entries;
      this.metrics = found.metrics;
      this.choices();
      this.show();
    } catch (error) {
      this.failed(error);
    }
  }

  async reload() {
    await this.load();
    await this.choose(this.by.value);
  }

  choices() {
    const chosen = this.by.value || this.head.metric;
    const names = ["", ...(this.metrics ?? this.head.metrics)];
    this.by.replaceChildren(
      ...names.map((name) => element("option", { value: name }, name ? `metric ${name}` : "weights")),
    );
    this.by.value = names.includes(chosen) ? chosen : "";
    if (this.by.value && !this.own) this.choose(this.by.value);
  }

  // A metric of the user's own lives in the kernel: it scores all attempts once, the threshold is applied here.
  async choose(name) {
    try {
      this.own = name ? await this.ask("score", { metric: name }) : null;
      this.tell("");
    } catch (error) {
      [this.own, this.by.value] = [null, ""];
      this.failed(error);
    }
    this.settle();
    this.show();
  }

  slide(name, value) {
    this.values[name] = value;
    this.inputs[name].number.textContent = points(value);
    this.inputs[name].range.value = value;
    this.due ??= requestAnimationFrame(() => this.show());
  }

  reset() {
    this.by.value = "";
    this.own = null;
    Object.entries({ ...this.head.weights, threshold: this.head.threshold }).forEach(([name, to]) => this.slide(name, to));
    this.settle();
  }

  get said() {
    const { tests, performance, threshold } = this.values;
    return { tests, performance, threshold, metric: this.own ? this.by.value : "" };
  }

  // The receipt below follows when a slider is let go.
  settle() {
    this.ask("settled", this.said).then(
      () => keepWritten(this),
      (error) => this.failed(error),
    );
  }

  show() {
    this.due = undefined;
    const began = performance.now();
    const { entries, values } = this;
    const own = this.own?.length === entries.length ? this.own : null;
    const scores = own ?? entries.map((entry) => weighed(entry, values));
    this.list = ranked(entries, scores, values.threshold);
    ["tests", "performance"].forEach((name) => (this.inputs[name].range.disabled = Boolean(own)));
    this.summary.replaceChildren(...summary(this.list, values.threshold, this.head));
    this.body.replaceChildren(...ranking(this.list, values.threshold, this.head, this.most));
    this.showFurther(entries.length - this.most);
    this.accept.disabled = !bests(this.list).length;
    this.root.dataset.took = performance.now() - began;
  }

  showFurther(left) {
    const name = left > 0 ? `Show ${Math.min(left, ROWS)} more of ${left.toLocaleString("en")}` : "";
    if (this.further.textContent !== name) this.further.replaceChildren(name ? action(name, {}, () => this.more()) : "");
  }

  more() {
    this.most += ROWS;
    this.show();
  }

  async use() {
    try {
      const used = await this.ask("use", this.said);
      this.tell(used.says);
      this.taken.replaceChildren(used.lines ? element("pre", { cls: "dl-text" }, used.lines) : "");
    } catch (error) {
      this.failed(error);
    }
  }

  async acceptBest() {
    const chosen = bests(this.list).map(({ entry }) => ({ module: entry.module, number: entry.number }));
    try {
      const told = await this.ask("accept", { chosen });
      this.entries = told.entries;
      this.show();
      this.tell(told.says);
      this.settle();
    } catch (error) {
      this.failed(error);
    }
  }
}

// The first of each module that may be accepted.
function bests(list) {
  const seen = new Map();
  for (const each of list) {
    const { entry } = each;
    if (entry.code && !entry.blocked && !entry.broke && !seen.has(entry.module)) seen.set(entry.module, each);
  }
  return [...seen.values()];
}

const called = (entry, head) => (head.everything ? `${entry.run} ${entry.module} #${entry.number}` : `${entry.module} #${entry.number}`);

function summary(list, threshold, head) {
  const passing = list.filter((each) => each.passes).length;
  const winners = list.filter((each) => each.wins);
  const named = winners.slice(0, 5).map((each) => called(each.entry, head));
  const more = winners.length > 5 ? ` and ${winners.length - 5} more` : "";
  return [
    element("b", {}, `${passing} of ${count(list.length, "attempt")}`),
    ` ${passing === 1 ? "reaches" : "reach"} ${points(threshold)}. `,
    winners.length ? ["Would be accepted: ", element("b", {}, named.join(", ") + more), "."] : "None would be accepted.",
  ].flat();
}

const COLUMNS = ["now", "was", "attempt", "score", "stored", "tests", "performance", "remarks"];

function ranking(list, threshold, head, most) {
  const firstBelow = list.findIndex((each) => !each.passes);
  return list.slice(0, most).map((each, at) => rankRow(each, threshold, head, at === firstBelow && at > 0));
}

function rankRow(each, threshold, head, first) {
  const { entry } = each;
  const moved = each.old - each.now;
  const move = moved ? `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}` : "=";
  const cells = [
    element("b", {}, each.now),
    [each.old, element("span", { cls: moved > 0 ? "dl-up" : moved < 0 ? "dl-down" : "dl-quiet" }, ` ${move}`)],
    called(entry, head),
    scoreCell(each.score, threshold, each.passes),
    points(entry.total),
    tally(entry.passed, entry.expected),
    points(entry.performance),
    remarks(each),
  ];
  return element(
    "tr",
    { cls: `${each.wins ? "dl-wins" : ""}${first ? " dl-below" : ""}`, "data-attempt": `${entry.module} ${entry.number}` },
    cells.map((cell) => element("td", {}, cell)),
  );
}

const scoreCell = (score, threshold, passes) => [
  element(
    "span",
    { cls: "dl-bar", "aria-hidden": "true" },
    element("span", { cls: passes ? "dl-full" : "", style: `width:${100 * score}%` }),
    element("i", { style: `left:${100 * threshold}%` }),
  ),
  element("b", { cls: "dl-score" }, points(score)),
  element("span", { cls: "dl-passes" }, passes ? " ✓" : ""),
];

function remarks({ entry, wins }) {
  const said = [
    wins && element("b", {}, "★ would be accepted"),
    entry.accepted && "● is accepted",
    entry.blocked && "⊘ blocked by a gate or a review",
    entry.broke && "✕ broke a test",
    wins && !entry.gated && "no gate has looked at it",
  ].filter(Boolean);
  return said.flatMap((part, at) => (at ? [", ", part] : [part]));
}

function render({ model, el, signal }) {
  new Tuner(model, signal).open(el);
}

export default { render };

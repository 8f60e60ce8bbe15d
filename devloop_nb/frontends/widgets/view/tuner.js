// The metric tuner: sliders on one side, all stored attempts on the other; the order follows the slider at once.

class Tuner extends Board {
  constructor(model, signal) {
    super(model, signal, "Tune the score");
    this.entries = [];
    this.own = null;
    this.ranking = new Ranking(this.head);
    this.summary = element("div", { cls: "dl-summary", role: "status", "aria-live": "polite" });
    this.taken = element("div", { cls: "dl-taken" });
    this.by = element("select", { "aria-label": "Score by", onchange: () => this.choose(this.by.value) });
    this.sliders = new Sliders(
      this.before,
      () => (this.due ??= requestAnimationFrame(() => this.show())),
      () => this.settle(),
    );
    this.root.append(...this.layout());
  }

  get before() {
    return { ...this.head.weights, threshold: this.head.threshold };
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
        this.sliders.boxes,
      ),
      this.summary,
      this.ranking.box,
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

  reset() {
    [this.own, this.by.value] = [null, ""];
    this.sliders.reset(this.before);
    this.settle();
  }

  get said() {
    const { tests, performance, threshold } = this.sliders.values;
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
    const [entries, values] = [this.entries, this.sliders.values];
    const own = this.own?.length === entries.length ? this.own : null;
    const scores = own ?? entries.map((entry) => weighed(entry, values));
    this.list = ranked(entries, scores, values.threshold);
    this.sliders.disableWeights(Boolean(own));
    this.summary.replaceChildren(...summary(this.list, values.threshold, this.head));
    this.ranking.show(this.list, values.threshold);
    this.accept.disabled = !bests(this.list).length;
    this.root.dataset.took = performance.now() - began;
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

function render({ model, el, signal }) {
  new Tuner(model, signal).open(el);
}

export default { render };

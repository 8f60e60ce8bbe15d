// The dashboard: all runs in a table that sorts and filters here; what changed is asked for every second.

const EVERY = 1000;
const SHOWN = 100;
class Dashboard extends Board {
  constructor(model, signal) {
    super(model, signal, "Dashboard");
    this.rows = new Map();
    this.since = 0;
    this.sort = { key: "started", down: true };
    this.most = SHOWN;
    this.filter = element("input", {
      type: "search",
      placeholder: "Filter by name, id, model or reason",
      "aria-label": "Filter",
      oninput: () => this.show(),
    });
    this.status = element(
      "select",
      { "aria-label": "Status", onchange: () => this.show() },
      ["", "asks", ...Object.keys(STATUSES)].map((name) =>
        element("option", { value: name }, { "": "every status", asks: "waits for an answer" }[name] ?? name),
      ),
    );
    this.counts = element("span", { cls: "dl-goal", role: "status", "aria-live": "polite" });
    this.table = element("div", { cls: "dl-runs", tabindex: 0, role: "region", "aria-label": "Runs" });
    this.drawn = part(this.table, (list, sort, opened, left) => this.draw(list, sort, opened, left));
    this.shut = action("Close the run", { hidden: true }, () => this.openRun(null));
    this.root.append(
      element(
        "div",
        { cls: "dl-boardHead" },
        element("strong", { cls: "dl-name", title: this.head.home }, "Runs"),
        this.counts,
        this.shut,
      ),
      element("div", { cls: "dl-filters" }, this.filter, this.status),
      this.table,
      this.says,
    );
  }

  async start() {
    while (!this.closed && !this.gone) {
      const left = this.began && document.hidden ? 0 : await this.more();
      if (!left) await new Promise((done) => setTimeout(done, EVERY));
    }
  }

  // The next rows that changed; comes to how many are left. A kernel that is busy answers when it can.
  async more() {
    try {
      const { rows, since, left } = await this.ask("rows", { since: this.since });
      this.since = since;
      rows.forEach((row) => this.rows.set(row.run, row));
      if (rows.length || !this.began) this.show();
      if (rows.length && !left) keepWritten(this);
      this.began = true;
      return left;
    } catch (error) {
      this.failed(error);
      return 0;
    }
  }

  show() {
    const began = performance.now();
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = this.status.value;
    const found = [...this.rows.values()].filter((row) => fits(row, words, wanted));
    const [, , by] = FIELDS.find(([key]) => key === this.sort.key);
    const sign = this.sort.down ? -1 : 1;
    const keyed = found.map((row) => [by(row), row]);
    keyed.sort(([a, one], [b, other]) => sign * (a < b ? -1 : a > b ? 1 : 0) || other.started - one.started);
    const list = keyed.slice(0, this.most).map(([, row]) => row);
    const asks = [...this.rows.values()].filter((row) => row.asks).length;
    this.counts.textContent =
      (found.length === this.rows.size ? count(found.length, "run") : `${found.length} of ${count(this.rows.size, "run")}`) +
      (asks ? `, ${asks} ${asks === 1 ? "waits" : "wait"} for an answer` : "");
    this.drawn(list, this.sort, this.opened, found.length - list.length);
    this.root.dataset.took = performance.now() - began;
  }

  draw(list, sort, opened, left) {
    if (!this.rows.size) return element("p", { cls: "dl-quiet" }, "No runs yet: %%devloop in a cell starts one.");
    if (!list.length) return element("p", { cls: "dl-quiet" }, "No run is like that.");
    const heads = FIELDS.map(([key, name]) => this.headCell(key, name, sort));
    const rows = list.map((row) =>
      element(
        "tr",
        { cls: `${row.run === opened ? "dl-opened" : ""}${row.asks ? " dl-asks" : ""}`, "data-run": row.run },
        FIELDS.map(([, , , cell]) => element("td", {}, cell(row, this))),
      ),
    );
    const table = element(
      "table",
      { cls: "dl-boardTable" },
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}, rows),
    );
    return [table, left > 0 && action(`Show ${Math.min(left, SHOWN)} more of ${left}`, {}, () => this.page())];
  }

  headCell(key, name, sort) {
    const on = sort.key === key;
    const arrow = on ? (sort.down ? " ▼" : " ▲") : "";
    return element(
      "th",
      { scope: "col", "aria-sort": on ? (sort.down ? "descending" : "ascending") : "none" },
      element("button", { type: "button", "data-key": `sort ${key}`, onclick: () => this.order(key) }, name + arrow),
    );
  }

  order(key) {
    const words = key === "name" || key === "status";
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : !words };
    this.show();
  }

  page() {
    this.most += SHOWN;
    this.show();
  }

  async openRun(run) {
    try {
      this.tell(run ? `Opening ${run}…` : "");
      await this.ask(run ? "open" : "close", { run });
      this.opened = run;
      this.shut.hidden = !run;
      this.tell(run ? `${run} is shown below.` : "");
      this.show();
    } catch (error) {
      this.failed(error);
    }
  }
}

function render({ model, el, signal }) {
  new Dashboard(model, signal).open(el);
}

export default { render };

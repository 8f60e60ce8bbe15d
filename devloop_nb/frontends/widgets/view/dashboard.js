// The dashboard: all runs in a table that sorts and filters here; what changed is asked for every second.

const EVERY = 1000;
const SHOWN = 100;
const STATUSES = {
  running: ["◌", "running"],
  interrupted: ["■", "interrupted"],
  success: ["✓", "success"],
  partial: ["◐", "partial"],
  failed: ["✕", "failed"],
  stopped: ["■", "stopped"],
};
// Key, head, what to sort by, what to show.
const FIELDS = [
  ["name", "run", (row) => `${row.name} ${row.run}`, runCell],
  ["status", "status", (row) => (row.asks ? "!" : "") + standingOf(row), statusCell],
  ["score", "score", (row) => row.score, (row) => points(row.score)],
  ["tests", "tests", (row) => (row.expected ? row.passed / row.expected : -1), (row) => tally(row.passed, row.expected)],
  [
    "hidden",
    "held back",
    (row) => (row.hidden_expected ? row.hidden_passed / row.hidden_expected : -1),
    (row) => tally(row.hidden_passed, row.hidden_expected),
  ],
  ["attempts", "attempts", (row) => row.attempts, (row) => [`${row.attempts} `, spark(row)]],
  ["tokens", "tokens", (row) => row.tokens, (row) => tokens(row.tokens)],
  ["usd", "cost", (row) => row.usd ?? -1, (row) => money(row.usd)],
  ["seconds", "time", (row) => row.seconds, (row) => seconds(row.seconds) || "–"],
  ["started", "started", (row) => row.started, (row) => when(row.started)],
];

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

const standingOf = (row) => (row.status === "running" && !row.live ? "interrupted" : row.status);

function fits(row, words, status) {
  if (status === "asks" ? !row.asks : status && status !== standingOf(row)) return false;
  const text = `${row.run} ${row.name} ${row.lm} ${row.reason} ${standingOf(row)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function runCell(row, board) {
  return element(
    "button",
    {
      type: "button",
      cls: "dl-openRun",
      "data-key": `open ${row.run}`,
      title: `${row.run}\n${row.lm}\n${row.reason}`,
      "aria-pressed": String(row.run === board.opened),
      onclick: () => board.openRun(row.run === board.opened ? null : row.run),
    },
    element("b", {}, row.name),
    element("span", { cls: "dl-quiet" }, ` ${row.run.split("-").at(-1)}`),
  );
}

function statusCell(row) {
  const state = standingOf(row);
  const [sign, word] = STATUSES[state];
  return [
    element("span", { cls: `dl-pill dl-${state}` }, `${sign} ${word}`),
    row.asks ? element("b", { cls: "dl-waiting", title: "It waits for an answer" }, ` ? ${count(row.asks, "question")}`) : null,
  ];
}

function spark(row) {
  if (row.scores.length < 2) return null;
  const width = 60;
  const x = (at) => 2 + (at * (width - 4)) / (row.scores.length - 1);
  const y = (score) => 14 - 12 * score;
  return drawing(
    "svg",
    { class: "dl-spark", viewBox: `0 0 ${width} 16`, role: "img", "aria-label": `Scores ${row.scores.map(points).join(", ")}` },
    drawing("line", { x1: 0, x2: width, y1: y(row.threshold ?? 1), y2: y(row.threshold ?? 1), class: "dl-goal-line" }),
    drawing("polyline", { points: row.scores.map((score, at) => `${x(at)},${y(score)}`).join(" ") }),
    drawing("circle", { cx: x(row.scores.length - 1), cy: y(row.scores.at(-1)), r: 2 }),
  );
}

function when(epoch) {
  const then = new Date(1000 * epoch);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${day} ${two(then.getHours())}:${two(then.getMinutes())}`;
}

function render({ model, el, signal }) {
  new Dashboard(model, signal).open(el);
}

export default { render };

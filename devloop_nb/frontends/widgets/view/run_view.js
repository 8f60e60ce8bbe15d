// The live view of one run: the index comes as a trait, everything long is asked for and comes as a message.

const PATIENCE = 3000;

class View {
  constructor(model, signal) {
    this.model = model;
    this.signal = signal;
    this.page = blankPage();
    this.ui = { module: this.index.module ?? null, number: this.index.chosen ?? null, tab: null, told: {} };
    Object.assign(this.ui, { levels: [...firstLevels()], words: "" });
    this.bodies = new Bodies(model);
    this.calls = {};
    this.lines = [];
    this.kernel = new Kernel(model, () => this.soon());
    this.openings = {};
    this.parts = drawnParts(this);
    this.panels = openPanels(this);
  }

  get index() {
    return this.model.get("index");
  }

  open(el) {
    const update = () => this.soon();
    const heard = (message) => this.heard(message);
    const dead = () => this.dead();
    const ticking = setInterval(() => this.tick(), 500);
    const events = { "change:index": update, "msg:custom": heard, comm_live_update: dead };
    Object.entries(events).forEach(([name, call]) => this.model.on(name, call));
    this.signal?.addEventListener("abort", () => {
      clearInterval(ticking);
      Object.entries(events).forEach(([name, call]) => this.model.off(name, call));
    });
    followLog(this);
    el.append(this.page.root);
    this.model.send({ ask: "log" });
    this.update();
    this.attach();
    awaitWord(this.model, this.signal, (silent) => this.ui.gone === true || this.lost(silent && "silent"));
  }

  attach() {
    if (this.page.root.isConnected) hideReceipt(this.page.root, this.model.get("uid"), this.signal);
    else requestAnimationFrame(() => this.attach());
  }

  choose(what) {
    Object.assign(this.ui, what);
    this.update();
  }

  ask(name, what) {
    return this.kernel.ask(name, what);
  }

  fetched(name, key, what, slot) {
    return this.kernel.fetched(name, key, what, slot);
  }

  tell(key, says, how) {
    this.choose({ told: { ...this.ui.told, [key]: { says, how } } });
  }

  toggled(name) {
    this.openings[name] = (this.openings[name] ?? 0) + 1;
    this.update();
  }

  stop() {
    this.ask("stop").catch((error) => this.tell("controls", error.message, "bad"));
    setTimeout(() => this.choose({ slow: true }), PATIENCE);
    this.choose({ stopping: true, told: { ...this.ui.told, controls: null } });
  }

  dead() {
    this.lost(true);
  }

  lost(gone) {
    this.page.root.classList.toggle("dl-dead", Boolean(gone));
    this.choose({ gone });
  }

  heard(message) {
    if (message.is === "attempt") this.bodies.keep(message.id, message.body);
    if (message.is === "reply") this.kernel.replied(message);
    MESSAGES[message.is]?.(this, message);
    if (message.is === "call") this.calls[message.key] = message.body;
    if (message.is === "log") this.lines = takeLines(this.lines, message.from, message.lines);
    this.soon();
  }

  // What comes at the same moment is shown together; in a task of its own, apart from the drawing of the page.
  soon() {
    this.due ??= setTimeout(() => this.update());
  }

  // What is looked at; the body of the attempt comes when it was fetched.
  shown() {
    const { module, attempt } = choice(this.index, this.ui);
    return { module, attempt, body: attempt && this.bodies.kept(module, attempt) };
  }

  tick() {
    this.parts.figures(this.index, sinceEvent(this.index, this.ui));
    showClocks(this.page.root);
  }

  update() {
    clearTimeout(this.due);
    this.due = undefined;
    const { index, ui, parts, page } = this;
    parts.head(headSlice(index), ui.gone, ui.stopping);
    this.tick();
    parts.steps(index);
    parts.activity(activity(index, ui));
    parts.findings(index.findings);
    const { module, attempt } = this.shown();
    page.side.hidden = !module;
    page.detail.hidden = !attempt;
    if (module) this.showModule(module, attempt);
    if (attempt) this.showAttempt(module, attempt);
    this.panels.forEach((show) => show());
    this.showLog();
  }

  showModule(module, attempt) {
    const { index, ui, parts } = this;
    const going = standing(index) === "running" && !ui.gone;
    parts.modules(index.modules, module.name);
    parts.attempts(module, index.threshold, going, attempt && attempt.n);
    if (attempt && this.revealed !== attempt.n) reveal(this.page.attempts.querySelector(".dl-attempts"));
    this.revealed = attempt && attempt.n;
  }

  showAttempt(module, attempt) {
    const body = this.bodies.of(module, attempt);
    const tab = tabOf(this);
    this.parts.detailHead(attempt, body, byMetric(this.index));
    this.parts.tabs(tab, body);
    this.parts.pane(tab, body, tab === "model" ? this.calls : {});
  }

  showLog() {
    const { lines, page, parts, ui } = this;
    page.logBox.hidden = !lines.length;
    parts.logHead(lines.length, lines.at(-1));
    if (!page.logBox.open) return;
    parts.logFilter(levelCounts(lines), ui.levels);
    parts.log(lines.length, ui.levels, ui.words);
  }
}

function render({ model, el, signal }) {
  new View(model, signal).open(el);
}

export default { render };

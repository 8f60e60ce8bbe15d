// What the tuner, the comparison and the dashboard have in common: they ask the kernel and hear its answers.

class Board {
  constructor(model, signal, label) {
    this.model = model;
    this.signal = signal;
    this.asks = 0;
    this.self = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
    this.waiting = new Map();
    this.says = element("div", { cls: "dl-says", role: "status", "aria-live": "polite" });
    this.root = element("section", { cls: "devloop-view", "aria-label": label, onkeydown: keepFieldKeys });
  }

  get head() {
    return this.model.get("head");
  }

  // Comes to what the kernel answers, or is refused with its line of text.
  ask(name, what = {}) {
    const id = `${this.self} ${++this.asks}`; // All views of a model hear every answer.
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.model.send({ ...what, ask: name, id });
    });
  }

  heard({ is, id, body, error }) {
    if (is !== "reply" || !this.waiting.has(id)) return;
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    error ? reject(new Error(error)) : resolve(body);
  }

  open(el) {
    const heard = (message) => this.heard(message);
    const dead = () => this.dead();
    const events = { "msg:custom": heard, comm_live_update: dead };
    Object.entries(events).forEach(([name, call]) => this.model.on(name, call));
    this.signal?.addEventListener("abort", () => {
      this.closed = true;
      Object.entries(events).forEach(([name, call]) => this.model.off(name, call));
    });
    el.append(this.root);
    this.attach();
    this.start();
    awaitWord(this.model, this.signal, (silent) => this.gone || this.unheard(silent));
  }

  attach() {
    if (this.root.isConnected) hideReceipt(this.root, this.model.get("uid"), this.signal);
    else if (!this.closed) requestAnimationFrame(() => this.attach());
  }

  // What it was never told it cannot show.
  unheard(silent) {
    this.root.classList.toggle("dl-dead", silent);
    this.root.classList.toggle("dl-silent", silent);
    this.tell(silent ? "⚠ No kernel answers; what the notebook keeps stands below." : "", silent);
  }

  dead() {
    this.gone = true;
    this.root.classList.add("dl-dead");
    this.tell("⚠ Kernel gone: this view shows what it last heard.", true);
  }

  tell(text, bad = false) {
    this.says.classList.toggle("dl-bad", bad);
    this.says.replaceChildren(text);
  }

  failed(error) {
    this.tell(error.message, true);
  }
}

const headed = (names, line) =>
  element(
    "thead",
    {},
    element(
      "tr",
      {},
      names.map((name) => element("th", { scope: "col" }, name)),
    ),
    line,
  );

const action = (name, attributes, onclick) =>
  element("button", { type: "button", cls: "dl-boardButton", "data-key": name, onclick, ...attributes }, name);

const tokens = (value) => (value >= 10000 ? `${Math.round(value / 1000)}k` : value.toLocaleString("en"));
const money = (value) => (value === null ? "unknown" : value === 0 ? "0 USD" : `${value.toFixed(value >= 1 ? 2 : 4)} USD`);
const tally = (passed, expected) => (expected ? `${passed} of ${expected}` : "–");

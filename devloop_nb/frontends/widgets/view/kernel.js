// What the view asks the kernel, and what came back.

const GLANCE = 400;

class Kernel {
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.self = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
    this.asks = 0;
    this.waiting = new Map();
    this.store = new Map();
    this.written = {};
  }

  // Comes to what the kernel answers, or is refused with its line of text.
  ask(name, what = {}) {
    const id = `${this.self} ${++this.asks}`; // All views of a run hear every answer.
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.model.send({ ask: name, id, ...what });
    });
  }

  replied({ id, body, error }) {
    const promise = this.waiting.get(id);
    this.waiting.delete(id);
    if (promise) error ? promise.reject(new Error(error)) : promise.resolve(body);
  }

  // What was asked for with this key; what was known before is shown until the answer is there.
  fetched(name, key, what = {}, slot = name) {
    const held = this.store.get(slot) ?? {};
    if (held.key === key) return held.body;
    this.store.set(slot, { key, body: held.body });
    const keepIt = (body) => {
      if (this.store.get(slot).key !== key) return;
      this.store.set(slot, { key, body });
      this.changed();
    };
    this.ask(name, what).then(keepIt, () => {});
    return held.body;
  }

  // What models have written so far of the answers under way; looked up as long as somebody sees it.
  glance() {
    if (this.looking) return;
    this.looking = true;
    const later = () => setTimeout(() => ((this.looking = false), this.changed()), GLANCE);
    this.ask("writing").then((written) => ((this.written = written), this.changed(), later()), later);
  }
}

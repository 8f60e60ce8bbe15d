// What the kernel knows of each attempt: asked for when it is looked at, and kept.

const KEPT_BODIES = 60;
const bodyId = (module, attempt) => `${module.name} ${attempt.n}`;

class Bodies {
  constructor(model) {
    this.model = model;
    this.bodies = new Map();
    this.asked = new Map();
  }

  keep(id, body) {
    this.bodies.set(id, body);
    if (this.bodies.size <= KEPT_BODIES) return;
    const [oldest] = this.bodies.keys();
    this.bodies.delete(oldest);
    this.asked.delete(oldest);
  }

  kept(module, attempt) {
    return this.bodies.get(bodyId(module, attempt));
  }

  // Asked for anew when the attempt has come further; what was known before is shown until the answer is there.
  of(module, attempt) {
    const id = bodyId(module, attempt);
    if (this.asked.get(id) !== attempt.step) {
      this.asked.set(id, attempt.step);
      this.model.send({ ask: "attempt", id, module: module.name, number: attempt.n });
    }
    return this.bodies.get(id);
  }
}

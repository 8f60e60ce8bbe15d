// A form for requirements: what is typed goes to the kernel, which says what is missing; then into a cell or a run.

const TYPING = 350;

class Form {
  constructor(model) {
    this.model = model;
    this.sheet = model.get("sheet");
    this.prefix = `devloop-form-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`; // A page has many forms.
    this.fields = this.sheet.groups.flatMap((group) => group.fields).map((question) => this.field(question));
    this.status = element("p", { cls: "dl-status", role: "status", "aria-live": "polite" });
    this.buttons = [this.button("Run", "run", "dl-main"), this.button("Write to cell", "write", "")];
    this.root = element("div", { cls: "devloop-view devloop-form", role: "form", "aria-label": `Requirements of ${this.sheet.name}` });
    this.root.append(...this.parts());
  }

  field(question) {
    const field = fieldOf(question, this.prefix, () => this.later());
    const known = this.model.get("answers")[question.field];
    if (known !== undefined) {
      field.box.value = known;
      field.touched = true;
    }
    return field;
  }

  button(says, how, cls) {
    const click = () => this.ask("finish", { how });
    return element("button", { type: "button", cls: `dl-button ${cls}`, onclick: click }, says);
  }

  parts() {
    const groups = this.sheet.groups.map(({ title, fields }) => this.group(title, fields));
    const foot = element("div", { cls: "dl-foot" }, this.buttons, this.status);
    const title = element("h4", { cls: "dl-title" }, "Requirements");
    return [title, givenPanel(this.sheet.given), ...groups, foot].filter(Boolean);
  }

  group(title, questions) {
    const fields = questions.map((question) => this.fields.find((field) => field.field === question.field));
    const box = element("div", { cls: "dl-fields" }, fields.map((field) => field.root));
    if (!title) return box;
    const filled = fields.some((field) => field.box.value) || title !== "Tests";
    const group = element("details", { cls: "dl-group", open: filled }, element("summary", {}, title), box);
    group.addEventListener("toggle", () => fields.forEach((field) => grow(field.box)));
    return group;
  }

  open(el, signal) {
    const events = { "msg:custom": (message) => this.heard(message), "change:sheet": () => this.showDone(), comm_live_update: () => this.dead() };
    const keys = (event) => this.keepKeys(event);
    Object.entries(events).forEach(([name, call]) => this.model.on(name, call));
    window.addEventListener("keydown", keys, true);
    signal?.addEventListener("abort", () => {
      clearTimeout(this.timer);
      window.removeEventListener("keydown", keys, true);
      Object.entries(events).forEach(([name, call]) => this.model.off(name, call));
    });
    el.append(this.root);
    this.showDone();
    requestAnimationFrame(() => this.fields.forEach((field) => grow(field.box)));
    if (this.sheet.done) return;
    this.ask("vet");
    awaitWord(this.model, signal, (silent) => this.unheard(silent));
  }

  // JupyterLab takes Enter and single keys for its own; what they do in a field stays, chords such as Ctrl+S are its own.
  keepKeys(event) {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (this.root.contains(event.target) && (event.key === "Enter" || !chord)) event.stopImmediatePropagation();
  }

  // Only what was typed: a text box may have changed the line ends of the rest.
  answers() {
    return Object.fromEntries(this.fields.filter((field) => field.touched).map((field) => [field.field, field.box.value]));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask("vet"), TYPING);
  }

  ask(what, more = {}) {
    clearTimeout(this.timer);
    this.model.send({ ask: what, answers: this.answers(), ...more });
    if (what === "finish" || what === "finished") this.say(more.how === "run" ? "Starting …" : "Writing …");
  }

  heard(message) {
    if (message.is === "vetted") this.showFindings(message.findings);
    if (message.is === "put") this.put(message.field, message.value);
    if (message.is === "refused") this.refused(message.says);
    if (message.is === "cell") {
      const written = writeCell(this.model.widget_manager, this.root, this.sheet.cell, message.text);
      this.ask("finished", { how: message.how, written: Boolean(written) });
    }
  }

  refused(says) {
    this.say(`✕ ${says}`);
    this.root.querySelector('[aria-invalid="true"]')?.focus();
  }

  put(name, value) {
    const field = this.fields.find((other) => other.field === name);
    field.box.value = value;
    field.touched = true;
    const group = field.root.closest("details");
    if (group) group.open = true;
    grow(field.box);
    field.box.focus();
    this.ask("vet");
  }

  showFindings(findings) {
    const text = JSON.stringify(findings);
    if (text === this.shown) return;
    this.shown = text;
    const place = (text) => this.ask("place", { text });
    for (const field of this.fields) {
      const about = findings.filter((finding) => finding.field === field.field);
      showFound(field, about, this.prefix, place);
    }
    this.say(inOneLine(findings));
  }

  say(text) {
    this.status.textContent = text;
  }

  showDone() {
    const { done } = this.model.get("sheet");
    if (done) this.root.replaceChildren(element("p", { cls: "dl-status" }, done));
  }

  unheard(silent) {
    for (const button of this.buttons) button.disabled = silent;
    if (silent) this.say("⚠ No kernel answers: this form needs the one that showed it. Run the cell again.");
  }

  dead() {
    for (const button of this.buttons) button.disabled = true;
    this.say("⚠ Kernel gone: what you typed is still here, but the form needs its kernel. Run the cell again.");
  }
}

function render({ model, el, signal }) {
  new Form(model).open(el, signal);
}

export default { render };

// What people may say to a run: each control tells at once what it does, and in one line what came of it.

const LIMIT_WORDS = {
  attempts: "attempts for each module",
  threshold: "score that is enough",
  run_tokens: "tokens of this run",
  run_money: "USD of this run",
  run_seconds: "seconds of work of this run",
  run_calls: "calls of this run",
  day_tokens: "tokens of a day",
  day_money: "USD of a day",
  project_tokens: "tokens of the project",
  project_money: "USD of the project",
};

addPanel({
  name: "controls",
  at: "controls",
  slice({ index, ui }) {
    const live = standing(index) === "running" && !ui.stopping;
    if (ui.gone || !index.run || standing(index) === "starting" || index.status === "success") return null;
    return {
      live,
      paused: index.paused,
      stopAfter: index.stopAfter,
      form: ui.form ?? "",
      modules: index.modules.map((module) => module.name),
      limits: raisable(index.limits),
      told: ui.told.controls ?? null,
    };
  },
  build: (now, view) => [
    element(
      "div",
      { cls: "dl-controls", role: "group", "aria-label": "Steer the run" },
      now.live && pauseButton(now, view),
      now.live && afterButton(now, view),
      formButton(view, now.form, "note", "✎ Note to the model"),
      formButton(view, now.form, "limit", "↥ Raise a limit"),
      toldLine(now.told),
    ),
    now.form === "note" && noteForm(now, view),
    now.form === "limit" && limitForm(now, view),
  ],
});

// Limits of 0 are none, and cannot be raised.
const raisable = (limits) => Object.entries(limits).filter(([name, value]) => value || name === "threshold");

function wish(view, body, doing) {
  view.tell("controls", doing, "busy");
  return view.ask("steer", { wish: body }).then(
    (says) => view.tell("controls", says, "done") ?? true,
    (error) => view.tell("controls", error.message, "bad"),
  );
}

function controlButton(key, label, title, onclick, more = {}) {
  return element("button", { type: "button", cls: "dl-control", "data-key": key, title, onclick, ...more }, label);
}

function pauseButton({ paused, told }, view) {
  const busy = told?.how === "busy" && ["Pausing…", "Going on…"].includes(told.says);
  if (busy) return controlButton("pause", told.says, "", () => {}, { "aria-disabled": "true" });
  return paused
    ? controlButton("pause", "▶ Go on", "Ends the pause", () => wish(view, { kind: "go_on" }, "Going on…"))
    : controlButton("pause", "❚❚ Pause", "What was begun is finished, and nothing more begun until you go on", () =>
        wish(view, { kind: "pause" }, "Pausing…"),
      );
}

function afterButton({ stopAfter }, view) {
  return stopAfter
    ? controlButton("after", "▶ Do not stop after all", "Takes back that the run stops after this attempt", () =>
        wish(view, { kind: "go_on" }, "Going on…"),
      )
    : controlButton("after", "■ Stop after this attempt", "The attempts that are being made are finished first", () =>
        wish(view, { kind: "stop_after" }, "Stopping after this attempt…"),
      );
}

function formButton(view, form, name, label) {
  const open = form === name;
  const toggle = () => {
    view.choose({ form: open ? "" : name });
    if (!open) view.page.root.querySelector(`[data-key="${name} field"]`)?.focus();
  };
  return controlButton(name, label, "", toggle, { "aria-expanded": String(open) });
}

function onSend(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act(event.currentTarget);
}

function noteForm({ modules }, view) {
  const send = (form) => {
    const says = form.says.value.trim();
    if (!says) return view.tell("controls", "Write what the model is to be told.", "bad");
    wish(view, { kind: "note", says, module: form.module?.value ?? "" }, "Sending the note…").then((done) => {
      if (done) form.says.value = "";
      if (done) view.choose({ form: "" });
    });
  };
  return element(
    "form",
    { cls: "dl-form", onsubmit: (event) => onSend(event, send), "aria-label": "Note to the model" },
    element(
      "label",
      { cls: "dl-grow" },
      "The model is told from its next call on",
      element("input", { name: "says", "data-key": "note field", maxlength: 4000, autocomplete: "off" }),
    ),
    modules.length > 1 &&
      element(
        "label",
        {},
        "about",
        element(
          "select",
          { name: "module", "data-key": "note module" },
          element("option", { value: "" }, "all modules"),
          modules.map((name) => element("option", { value: name }, name)),
        ),
      ),
    element("button", { cls: "dl-control", "data-key": "note send" }, "Send"),
  );
}

function limitForm({ limits }, view) {
  const send = (form) => {
    const body = { kind: "raise_limit", name: form.limit.value, value: Number(form.value.value) };
    if (!form.value.value) return view.tell("controls", "Write the new value.", "bad");
    wish(view, body, "Raising the limit…").then((done) => {
      if (done) form.value.value = "";
      if (done) view.choose({ form: "" });
    });
  };
  return element(
    "form",
    { cls: "dl-form", onsubmit: (event) => onSend(event, send), "aria-label": "Raise a limit" },
    element(
      "label",
      { cls: "dl-grow" },
      "Limit",
      element(
        "select",
        { name: "limit", "data-key": "limit field", "aria-label": "Limit" },
        limits.map(([name, value]) =>
          element("option", { value: name }, `${LIMIT_WORDS[name]}, now ${value.toLocaleString("en")}`),
        ),
      ),
    ),
    element(
      "label",
      {},
      "New value",
      element("input", { name: "value", type: "number", step: "any", min: 0, "data-key": "limit value" }),
    ),
    element("button", { cls: "dl-control", "data-key": "limit send" }, "Raise"),
  );
}

// What came of it, beside the control that was used.
const toldLine = (told) =>
  element(
    "span",
    { cls: `dl-told dl-told-${told?.how ?? "none"}`, role: "status" },
    told && told.how !== "busy" ? `${told.how === "bad" ? "✕" : "✓"} ${told.says}` : "",
  );

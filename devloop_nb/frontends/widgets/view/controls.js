// What people may say to a run: each control tells at once what it does, and in one line what came of it.

addPanel({
  name: "controls",
  at: "controls",
  slice({ index, ui }) {
    const live = standing(index) === "running" && !ui.stopping;
    if (ui.gone || !index.run || standing(index) === "starting" || index.status === "success") return null;
    return {
      live,
      resumable: resumable(index),
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
      now.resumable && resumeButton(now, view),
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
  return element("button", { type: "button", "data-key": key, title, onclick, ...more, cls: more.cls || "dl-control" }, label);
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

// A run that was cut short, or fell short of a limit that was raised since.
function resumable(index) {
  const state = standing(index);
  return ["stopped", "interrupted"].includes(state) || (["partial", "failed"].includes(state) && Boolean(index.reopens));
}

function resumeButton({ told }, view) {
  if (told?.how === "busy" && told.says === "Resuming…")
    return controlButton("resume", told.says, "", () => {}, { "aria-disabled": "true" });
  return controlButton("resume", "▶ Resume", "The run goes on here; nothing is paid for twice", () => {
    view.choose({ stopping: false, slow: false });
    view.tell("controls", "Resuming…", "busy");
    view.ask("resume").then(
      (says) => view.tell("controls", says, "done"),
      (error) => view.tell("controls", error.message, "bad"),
    );
  });
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

// What came of it, beside the control that was used.
const toldLine = (told) =>
  element(
    "span",
    { cls: `dl-told dl-told-${told?.how ?? "none"}`, role: "status" },
    told && told.how !== "busy" ? `${told.how === "bad" ? "✕" : "✓"} ${told.says}` : "",
  );

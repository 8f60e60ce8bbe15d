// The head of the view: what runs, how it stands, how far it is, and the button that stops it.

const STATES = {
  starting: ["◌", "Starting"],
  running: ["◌", "Running"],
  success: ["✓", "Success"],
  partial: ["◐", "Partial"],
  failed: ["✕", "Failed"],
  stopped: ["■", "Stopped"],
  interrupted: ["■", "Interrupted"],
};
const STAGES = [
  ["planning", "Plan"],
  ["testing", "Tests first"],
  ["building", "Build"],
  ["integration", "Integrate"],
  ["held-back", "Held-back tests"],
  ["compliance", "Proofs"],
  ["done", "Done"],
];

function standing(index) {
  if (index.status !== "running") return index.status;
  if (!index.live) return "interrupted";
  return index.stage ? "running" : "starting";
}

function head(index, ui, stop) {
  const state = standing(index);
  const [sign, word] = STATES[state];
  const going = state === "running" || state === "starting";
  const pill = element(
    "span",
    { cls: `dl-pill dl-${state}` },
    element("span", { cls: going ? "dl-spin" : "", "aria-hidden": "true" }, sign),
    ` ${word}`,
  );
  return [
    !(going && ui.gone) && pill,
    ui.gone &&
      element("span", { cls: "dl-pill dl-gone", title: "This view shows what it last heard." }, "⚠ Kernel gone"),
    element("strong", { cls: "dl-name" }, index.name || "devloop"),
    element("span", { cls: "dl-goal", title: index.goal }, index.goal),
    going &&
      !ui.gone &&
      element(
        "button",
        {
          cls: "dl-stop",
          type: "button",
          "data-key": "stop",
          disabled: ui.stopping,
          onclick: stop,
          title: "Stops the run; the best code so far is kept",
        },
        ui.stopping ? "Stopping…" : "■ Stop",
      ),
  ];
}

function figures(index, elapsed) {
  const tests = index.modules.map((module) => module.attempts.find((attempt) => attempt.n === module.best));
  const passed = tests.reduce((sum, attempt) => sum + (attempt ? attempt.passed : 0), 0);
  const expected = index.modules.reduce((sum, module) => sum + module.tests.length, 0);
  const made = index.modules.reduce((sum, module) => sum + module.earlier + module.attempts.length, 0);
  const figure = (name, value, title) =>
    value !== "" && element("div", { cls: "dl-figure", title }, element("dt", {}, name), element("dd", {}, value));
  return element(
    "dl",
    { cls: "dl-figures" },
    figure("score", points(index.score), `mean of the best attempts; ${points(index.threshold)} is asked for`),
    figure("tests", expected ? `${passed} of ${expected}` : "", "passed by the best attempts, of those expected"),
    figure(
      "held back",
      index.hidden ? (index.hidden.ran ? `${index.hidden.passed} of ${index.hidden.expected}` : "not yet") : "",
      "tests that no model has seen, run once at the end",
    ),
    figure("attempts", String(made), `at most ${index.limit} for each module`),
    figure("calls", index.calls.toLocaleString("en"), "answers of the model"),
    figure("tokens", index.tokens.toLocaleString("en"), "in and out"),
    figure("time", elapsed, "in which the run was worked on"),
    figure("model", index.lm, index.lm),
  );
}

// The time goes on between two events.
function elapsed(index, ui) {
  const ticking = index.live && !ui.gone && index.status === "running";
  const value = index.active + (ticking ? Math.max(0, Date.now() / 1000 - index.at) : 0);
  return value < 60 ? `${value.toFixed(1)} s` : seconds(value);
}

function stepper(index) {
  const place = (stage) => STAGES.findIndex(([other]) => other === stage);
  const at = place(index.reached);
  const shown = STAGES.filter(
    ([stage]) =>
      (stage !== "integration" || index.integration || index.stage === stage) &&
      (stage !== "held-back" || index.hidden) &&
      (stage !== "compliance" || index.stage === stage),
  );
  return element(
    "ol",
    { cls: "dl-steps" },
    shown.map(([stage, title]) => {
      const state = place(stage) < at || at === place("done") ? "past" : place(stage) === at ? "now" : "ahead";
      return element(
        "li",
        { cls: `dl-step dl-${state}`, "aria-current": state === "now" && "step" },
        element("span", { cls: "dl-dot", "aria-hidden": "true" }, state === "past" ? "✓" : ""),
        title,
      );
    }),
  );
}

// One sentence on what happens now; screen readers hear it when it changes.
function activity(index, ui) {
  if (ui.gone) return "The kernel was restarted or has gone. %devloop resume goes on with the run.";
  const state = standing(index);
  if (state === "interrupted")
    return [`Nobody is working on this run: %devloop resume ${index.name} goes on with it.`, index.note]
      .filter(Boolean)
      .join(" ");
  if (state === "starting") return "Starting…";
  if (state !== "running") return [index.reason, index.note].filter(Boolean).join(". ");
  if (ui.stopping)
    return ui.slow ? "The kernel has not heard it yet. Interrupt (Esc I I) stops the run too." : "Stopping…";
  const module = index.modules.find((other) => other.status === "building");
  const attempt = index.stage === "building" && module && module.attempts[module.attempts.length - 1];
  if (!attempt)
    return index.asking
      ? `Asking ${index.lm} (${index.asking})`
      : STAGES.find(([stage]) => stage === index.stage)[1];
  const doing = {
    writing: `${index.lm} is writing`,
    running: "tests run in a fresh kernel",
    scoring: "scoring",
    scored: `scored ${points(attempt.score)}`,
  };
  return `${module.name}, attempt ${attempt.n}: ${doing[attempt.step]}`;
}

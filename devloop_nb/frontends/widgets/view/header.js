// The head of the view: what runs, how it stands, how far it is, and the button that stops it.

const STATES = {
  starting: ["◌", "Starting"],
  running: ["◌", "Running"],
  asking: ["?", "Asks you"],
  pausing: ["◌", "Pausing"],
  paused: ["❚❚", "Paused"],
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
  return index.stage || index.asks?.length ? "running" : "starting"; // It may ask before its first stage.
}

// As the pill tells it: a run that holds still, or waits for people, is no wheel that turns.
function shownState(index) {
  const state = standing(index);
  if (state !== "running") return state;
  if (index.asks?.length) return "asking";
  if (!index.paused) return "running";
  return index.busy ?? busy(index) ? "pausing" : "paused";
}

// Whether something that was begun is not done yet.
function busy(index) {
  const module = index.modules.find((other) => other.status === "building");
  const attempt = index.stage === "building" && module?.attempts.at(-1);
  return Boolean(index.inFlight?.length || (attempt && attempt.step !== "scored"));
}

function headSlice(index) {
  const { run, name, goal, status, live, stage, paused, fence } = index;
  const verdicts = index.modules.map((module) => module.attempts.find((each) => each.n === module.best)?.verdict);
  return { run, name, goal, status, live, stage, paused, fence, verdicts, asks: index.asks, busy: busy(index) };
}

function head(index, ui, stop) {
  const state = shownState(index);
  const [sign, word] = STATES[state];
  const going = ["running", "starting", "asking", "pausing", "paused"].includes(state);
  const pill = element(
    "span",
    { cls: `dl-pill dl-${state}` },
    element("span", { cls: ["running", "starting", "pausing"].includes(state) ? "dl-spin" : "", "aria-hidden": "true" }, sign),
    ` ${word}`,
  );
  return [
    !(going && ui.gone) && pill,
    ui.gone &&
      element(
        "span",
        { cls: "dl-pill dl-gone", title: "This view shows what it last heard." },
        ui.gone === "silent" ? "⚠ No kernel answers" : "⚠ Kernel gone",
      ),
    element("strong", { cls: "dl-name" }, index.name || "devloop"),
    element("span", { cls: "dl-goal", title: index.goal }, index.goal),
    element("span", { cls: "dl-badges" }, badges(index)),
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

function figures(index, waited) {
  const tests = index.modules.map((module) => module.attempts.find((attempt) => attempt.n === module.best));
  const passed = tests.reduce((sum, attempt) => sum + (attempt ? attempt.passed : 0), 0);
  const expected = index.modules.reduce((sum, module) => sum + module.tests.length, 0);
  const made = index.modules.reduce((sum, module) => sum + module.earlier + module.attempts.length, 0);
  const figure = (name, value, title) =>
    value !== "" && element("div", { cls: "dl-figure", title }, element("dt", {}, name), element("dd", {}, value));
  return element(
    "dl",
    { cls: "dl-figures" },
    figure(`score${byMetric(index)}`, tests.some(Boolean) ? points(index.score) : "–", `mean of the best attempts; ${points(index.threshold)} is asked for`),
    figure("tests", expected ? `${passed} of ${expected}` : "", "passed by the best attempts, of those expected"),
    figure(
      "held back",
      index.hidden ? (index.hidden.ran ? `${index.hidden.passed} of ${index.hidden.expected}` : "not yet") : "",
      "tests that no model has seen, run once at the end",
    ),
    figure("attempts", String(made), `at most ${index.limit} for each module`),
    figure("calls", index.calls.toLocaleString("en"), "answers of the model"),
    figure("tokens", index.tokens.toLocaleString("en"), "in and out"),
    figure("time", elapsed(index.active + waited), "in which the run was worked on; it stands still while the run is paused or asks"),
    figure("time left", timeLeft(index, waited), "at most, if every attempt that may be made is needed, at the mean so far; more where one takes longer now"),
    figure("model", index.lm, index.lm),
  );
}

// A metric of the user's own that scored, by its name.
const byMetric = ({ metric }) => (metric ? ` by the metric ${metric}` : "");

// Nothing is told before an attempt was measured, or where nobody works. What takes longer now than all of one did
// before tells more than they.
function timeLeft(index, waited) {
  if (waited === null || !index.left || !index.left.attempts) return "";
  const value = Math.max(index.left.seconds, index.left.attempts * waited);
  return `≤ ${value < 100 ? `${Math.max(1, Math.round(value))} s` : `${Math.round(value / 60)} min`}`;
}

// Seconds of work since the last event; the time goes on between two events, but not while the run holds still. Null
// where nobody works on it.
function sinceEvent(index, ui) {
  if (ui.gone || standing(index) !== "running") return null;
  const ticking = index.live && ["running", "pausing"].includes(shownState(index));
  return ticking ? Math.round(10 * Math.max(0, Date.now() / 1000 - index.counted)) / 10 : 0;
}

const elapsed = (value) => (value < 60 ? `${value.toFixed(1)} s` : seconds(value));

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

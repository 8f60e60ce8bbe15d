// One attempt from near: its tests, code, difference, feedback, and what was said to the model.

const TABS = [
  ["tests", "Tests"],
  ["code", "Code"],
  ["diff", "Diff"],
  ["output", "Output"],
  ["readings", "Readings"],
  ["quality", "Quality"],
  ["feedback", "Feedback"],
  ["context", "Context"],
  ["model", "Model"],
  ["scratch", "Scratch"],
];

// The tab that is looked at; the code, where nobody chose one and nothing fails.
function tabOf(view) {
  const { attempt } = view.shown();
  const solved = view.index.status !== "running" && attempt && attempt.passed === attempt.expected;
  return view.ui.tab ?? (solved ? "code" : "tests");
}

// A run may be shown twice on a page, so the names that tabs and their panel have for each other are drawn.
function tabPanelNames() {
  return { cls: "dl-tabPanel", id: `dl-panel-${crypto.getRandomValues(new Uint32Array(2)).join("-")}` };
}

const tabId = (panel, name) => `${panel.id}-tab-${name}`;

function tabs(chosen, choose, body, panel) {
  panel.setAttribute("aria-labelledby", tabId(panel, chosen));
  const failing = body ? body.tests.filter((test) => test.outcome !== "passed").length : 0;
  const badge = { tests: failing ? ` ${failing} ✕` : "", diff: body && body.base ? ` vs #${body.base}` : "" };
  return element(
    "div",
    { cls: "dl-tabs", role: "tablist", "aria-label": "About the attempt", onkeydown: arrows },
    TABS.map(([name, title]) =>
      element(
        "button",
        {
          type: "button",
          role: "tab",
          id: tabId(panel, name),
          "aria-controls": panel.id,
          "data-key": `tab ${name}`,
          "aria-selected": String(name === chosen),
          tabindex: name === chosen ? 0 : -1,
          onclick: () => choose(name),
        },
        title,
        element("span", { cls: "dl-quiet" }, badge[name] ?? ""),
      ),
    ),
  );
}

function detailHead(attempt, body, by) {
  const result = attempt.score !== null && `score ${points(attempt.score)}${by}`;
  const facts = [
    result,
    result && `${attempt.passed} of ${attempt.expected} tests`,
    seconds(attempt.seconds),
    body && mebibytes(body.peak) && `${mebibytes(body.peak)} peak`,
  ].filter(Boolean);
  return [
    element(
      "h4",
      {},
      `Attempt ${attempt.n}`,
      element(
        "span",
        { cls: "dl-quiet" },
        ` ${attempt.kind}${attempt.parent ? ` of #${attempt.parent}` : ""}${attempt.form ? `, ${attempt.form}` : ""}`,
      ),
    ),
    attempt.reason && element("p", { cls: "dl-quiet" }, attempt.reason),
    facts.length > 0 && element("p", { cls: "dl-facts" }, facts.join("  ·  ")),
    body &&
      body.readings
        .filter(([name]) => name === "verdict")
        .map(([name, says]) => element("p", { cls: "dl-quiet", title: VERDICTS[body.verdict]?.[1] }, element("b", {}, `${name} `), says)),
    body && body.problem && element("div", { cls: "dl-finding dl-warning" }, `⚠ ${body.problem}`),
    body && body.doubts && element("div", { cls: "dl-finding dl-warning" }, `⚑ Its writer says: ${body.doubts}`),
    body && body.mended.length > 0 && element("p", { cls: "dl-quiet" }, `Mended: ${body.mended.join("; ")}`),
  ];
}

function pane(tab, body, calls, fetchCall) {
  if (!body) return asking();
  if (tab === "code") return codePane(body.code);
  if (tab === "output") return outputPane(body);
  if (tab === "readings") return readingsPane(body);
  if (tab === "context") return contextPane(body);
  if (tab === "feedback")
    return body.feedback
      ? text(body.feedback, "Feedback")
      : element("p", { cls: "dl-quiet" }, "No feedback: nothing to say yet, or nothing to mend.");
  if (tab === "model") return modelPane(body, calls, fetchCall);
  return [];
}

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
        .map(([name, says]) => element("p", { cls: "dl-quiet" }, element("b", {}, `${name} `), says)),
    body && body.problem && element("div", { cls: "dl-finding dl-warning" }, `⚠ ${body.problem}`),
    body && body.mended.length > 0 && element("p", { cls: "dl-quiet" }, `Mended: ${body.mended.join("; ")}`),
  ];
}

function pane(tab, body, calls, fetchCall) {
  if (!body) return element("p", { cls: "dl-quiet" }, "Asking the kernel…");
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

addPanel({
  name: "tests",
  at: "attempt",
  slice: (view) => {
    const { module, attempt, body } = view.shown();
    if (tabOf(view) !== "tests" || !body) return null;
    const again = body.tests.map(({ id: test }) => againOf(view, { module: module.name, number: attempt.n, test }));
    return { module: module.name, number: attempt.n, body, again, gone: view.ui.gone };
  },
  build: (data, view) => testsPart(data, view),
});

function testsPart({ module, number, body }, view) {
  const broken = ["error", "timeout", "crashed", "unusable"].includes(body.status);
  const card = (test, open) => testCard(test, open, againPart(view, { module, number, test: test.id }, test));
  const failing = body.tests.filter((test) => test.outcome !== "passed");
  const passed = body.tests.filter((test) => test.outcome === "passed");
  return [
    !body.status && element("p", { cls: "dl-quiet" }, "The tests have not run yet."),
    broken && element("div", { cls: "dl-finding dl-error" }, element("b", {}, `✕ ${body.status} `), body.message),
    failing.map((test, at) => card(test, at === 0)),
    passed.map((test) => card(test, false)),
  ];
}

function testCard(test, open, again) {
  const [sign, , tone] = outcomeMark(test.outcome);
  return element(
    "details",
    { cls: "dl-test", open },
    element(
      "summary",
      { "data-key": `test ${test.id}` },
      element("span", { cls: `dl-mark dl-${tone}`, role: "img", "aria-label": test.outcome }, sign),
      element("b", { title: test.id }, shortId(test.id)),
      element("span", { cls: "dl-quiet" }, [seconds(test.seconds), mebibytes(test.peak)].filter(Boolean).join(", ")),
      element("span", { cls: "dl-message" }, caseMessage(test)),
    ),
    caseStory(test, true),
    again,
  );
}

function outputPane(body) {
  const said = body.outputs.filter(([, content]) => content);
  if (!said.length) return element("p", { cls: "dl-quiet" }, "The kernel printed nothing.");
  return said.map(([name, content]) => [element("h5", {}, name), text(content, name)]);
}

function modelPane(body, calls, fetchCall) {
  if (!body.calls.length) return element("p", { cls: "dl-quiet" }, "No model was asked.");
  return body.calls.map((call) => {
    const full = calls[call.key];
    return element(
      "div",
      { cls: "dl-call" },
      element(
        "p",
        { cls: "dl-facts" },
        [
          call.lm,
          call.key,
          `${count(call.tokens_in, "token")} in`,
          `${call.tokens_out.toLocaleString("en")} out`,
          seconds(call.seconds),
          call.finish,
        ]
          .filter(Boolean)
          .join("  ·  "),
      ),
      call.problem && element("div", { cls: "dl-finding dl-warning" }, `⚠ ${call.problem}`),
      full
        ? [
            element("h5", {}, "Prompt"),
            text(full.prompt, "Prompt"),
            element("h5", {}, "Answer"),
            text(full.text, "Answer"),
          ]
        : element(
            "button",
            { type: "button", cls: "dl-more", "data-key": `call ${call.key}`, onclick: () => fetchCall(call.key) },
            "Show prompt and answer",
          ),
    );
  });
}

const text = (content, label) =>
  element("pre", { cls: "dl-text", tabindex: 0, role: "region", "aria-label": label }, content || "(empty)");

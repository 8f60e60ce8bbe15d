// One attempt from near: its tests, code, difference, feedback, and what was said to the model.

const TABS = [
  ["tests", "Tests"],
  ["code", "Code"],
  ["diff", "Diff"],
  ["feedback", "Feedback"],
  ["model", "Model"],
];

function tabs(chosen, choose, body) {
  const failing = body ? body.tests.filter((test) => test.outcome !== "passed").length : 0;
  const badge = { tests: failing ? ` ${failing} ✕` : "", diff: body && body.base ? ` vs #${body.base}` : "" };
  return element(
    "div",
    { cls: "dl-tabs", role: "tablist", onkeydown: arrows },
    TABS.map(([name, title]) =>
      element(
        "button",
        {
          type: "button",
          role: "tab",
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

function detailHead(attempt, body) {
  const result = attempt.score !== null && `score ${points(attempt.score)}`;
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
    body && body.readings.map(([name, says]) => element("p", { cls: "dl-quiet" }, element("b", {}, `${name} `), says)),
    body && body.problem && element("p", { cls: "dl-finding dl-warning" }, `⚠ ${body.problem}`),
    body && body.mended.length > 0 && element("p", { cls: "dl-quiet" }, `Mended: ${body.mended.join("; ")}`),
  ];
}

function pane(tab, body, calls, fetchCall) {
  if (!body) return element("p", { cls: "dl-quiet" }, "Asking the kernel…");
  if (tab === "code") return codePane(body.code);
  if (tab === "diff") return diffPane(body);
  if (tab === "feedback")
    return body.feedback
      ? text(body.feedback, "Feedback")
      : element("p", { cls: "dl-quiet" }, "No feedback: nothing to say yet, or nothing to mend.");
  if (tab === "model") return modelPane(body, calls, fetchCall);
  return testsPane(body);
}

function testsPane(body) {
  const broken = ["error", "timeout", "crashed", "unusable"].includes(body.status);
  const failing = body.tests.filter((test) => test.outcome !== "passed");
  const passed = body.tests.filter((test) => test.outcome === "passed");
  return [
    !body.status && element("p", { cls: "dl-quiet" }, "The tests have not run yet."),
    broken && element("div", { cls: "dl-finding dl-error" }, element("b", {}, `✕ ${body.status} `), body.message),
    failing.map((test, at) => testCard(test, at === 0)),
    passed.map((test) => testCard(test, false)),
    body.output &&
      element("details", {}, element("summary", {}, "Output of the kernel"), text(body.output, "Output")),
  ];
}

function testCard(test, open) {
  const [sign, , tone] = Object.values(OUTCOMES).find(([, word]) => word === test.outcome) ?? OUTCOMES[" "];
  const line = [
    element("span", { cls: `dl-mark dl-${tone}`, role: "img", "aria-label": test.outcome }, sign),
    element("b", { title: test.id }, shortId(test.id)),
    element("span", { cls: "dl-quiet" }, [seconds(test.seconds), mebibytes(test.peak)].filter(Boolean).join(", ")),
    element(
      "span",
      { cls: "dl-message" },
      test.message.startsWith(test.exception) ? test.message : `${test.exception}: ${test.message}`,
    ),
  ];
  const more = [test.traceback, test.output].filter(Boolean);
  if (!more.length) return element("div", { cls: "dl-test" }, line);
  return element(
    "details",
    { cls: "dl-test", open },
    element("summary", { "data-key": `test ${test.id}` }, line),
    test.traceback && text(test.traceback, "Traceback"),
    test.output && text(test.output, "Output of the test"),
  );
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
      call.problem && element("p", { cls: "dl-finding dl-warning" }, `⚠ ${call.problem}`),
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

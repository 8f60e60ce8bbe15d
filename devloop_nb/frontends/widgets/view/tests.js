// The tests of an attempt, those that fail first; each says what happened, and can be run again.

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
      element("b", { title: test.id }, ownName(test.id)),
      element("span", { cls: "dl-quiet" }, [seconds(test.seconds), mebibytes(test.peak)].filter(Boolean).join(", ")),
      element("span", { cls: "dl-message" }, inOrder(caseMessage(test))),
    ),
    caseStory(test, true),
    again,
  );
}

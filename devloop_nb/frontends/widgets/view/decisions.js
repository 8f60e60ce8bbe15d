// Why each next move was made, what people were asked and said, and what other runs wait for.

addPanel({
  name: "decisions",
  at: "run",
  title: "Decisions",
  slice(view, open) {
    const { module } = view.shown();
    if (!module?.attempts.length) return null;
    if (!open) return {};
    const list = module.attempts.map(({ n, kind, form, parent, reason }) => ({ n, kind, form, parent, reason }));
    return { name: module.name, list, status: module.status, reason: module.reason };
  },
  build: ({ name, list, status, reason }, view) =>
    list && [
      element("p", { cls: "dl-quiet" }, `Why each next attempt at ${name} was made as it was.`),
      element(
        "ol",
        { cls: "dl-decisions" },
        list.map((each) => decision(each, (n) => view.choose({ module: name, number: n }))),
        reason && element("li", {}, element("b", {}, status), ` ${reason}`),
      ),
    ],
});

const decision = ({ n, kind, form, parent, reason }, choose) =>
  element(
    "li",
    {},
    element("button", { type: "button", cls: "dl-link", "data-key": `decided ${n}`, onclick: () => choose(n) }, `#${n}`),
    element("b", {}, ` ${kind}${parent ? ` of #${parent}` : ""}`),
    form && element("span", { cls: "dl-quiet" }, ` ${form}`),
    ` ${reason}`,
  );

addPanel({
  name: "said",
  at: "run",
  title: "Asked and answered",
  slice(view, open) {
    if (!view.index.said) return null;
    return open ? { lines: view.fetched("said", view.index.said) ?? null } : {};
  },
  build: ({ lines }) =>
    lines
      ? element("ol", { cls: "dl-decisions" }, lines.map(([at, says]) => element("li", {}, element("time", {}, clock(at)), ` ${says}`)))
      : asking(),
});

addPanel({
  name: "blockers",
  at: "run",
  title: "Questions of other runs",
  slice(view, open) {
    const { index, ui } = view;
    if (!index.run || ui.gone) return null;
    if (!open) return {};
    return { list: view.fetched("blockers", view.openings.blockers) ?? null, told: ui.told };
  },
  build: ({ list, told }, view) => (list ? otherQuestions(list, told, view) : []),
});

function otherQuestions(list, told, view) {
  if (!list.length) return element("p", { cls: "dl-quiet" }, "No other run asks anything.");
  const answer = ({ run, id }, choice) => {
    view.tell(`${run} ${id}`, "Answering…", "busy");
    view.ask("answer", { run, checkpoint: id, choice }).then(
      (says) => view.tell(`${run} ${id}`, says, "done"),
      (error) => view.tell(`${run} ${id}`, error.message, "bad"),
    );
  };
  return list.map((question) => {
    const key = `${question.run} ${question.id}`;
    const button = (choice, label) =>
      controlButton(`${choice} ${key}`, label, "", () => answer(question, choice), { disabled: Boolean(told[key]) });
    return element(
      "div",
      { cls: "dl-finding", role: "group", "aria-label": `${question.name} asks` },
      element("b", {}, `${question.name} `),
      question.asks,
      element("div", { cls: "dl-controls" }, button("approve", "✓ Approve"), button("reject", "✕ Reject"), toldLine(told[key])),
    );
  });
}

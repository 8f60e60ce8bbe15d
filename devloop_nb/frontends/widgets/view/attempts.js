// What was tried: the attempts at one module.

function attempts(module, threshold, going, chosen, choose) {
  const earlier = module.earlier
    ? [element("p", { cls: "dl-quiet" }, `${count(module.earlier, "earlier attempt")} not listed`)]
    : [];
  const rows = module.attempts.map((attempt) =>
    attemptRow(module, attempt, threshold, going, attempt.n === chosen, choose),
  );
  return [
    element("h4", {}, `Attempts at ${module.name}`),
    ...earlier,
    element(
      "div",
      {
        cls: "dl-attempts",
        "data-scrolls": true,
        role: "group",
        "aria-label": `Attempts at ${module.name}`,
        onkeydown: arrows,
      },
      rows,
    ),
    !rows.length &&
      element(
        "p",
        { cls: "dl-quiet" },
        module.tests.length
          ? `${count(module.tests.length, "test")} seen to fail on a stub; none tried yet.`
          : "None yet.",
      ),
    module.rejected > 0 &&
      element("p", { cls: "dl-quiet" }, `${count(module.rejected, "test")} rejected: they prove nothing.`),
  ];
}

function attemptRow(module, attempt, threshold, going, chosen, choose) {
  const score = attempt.score ?? 0;
  const result =
    attempt.step === "scored" ? `${attempt.passed} of ${attempt.expected}` : going ? `${attempt.step}…` : "not run";
  return element(
    "button",
    {
      type: "button",
      cls: `dl-attempt${chosen ? " dl-chosen" : ""}`,
      "data-key": `attempt ${attempt.n}`,
      "aria-pressed": String(chosen),
      title: attempt.reason,
      onclick: () => choose(attempt.n),
    },
    element("b", { cls: "dl-nth" }, `#${attempt.n}`),
    element(
      "span",
      { cls: "dl-bar", "aria-hidden": "true" },
      element("span", { cls: score >= threshold ? "dl-full" : "", style: `width:${100 * score}%` }),
      element("i", { style: `left:${100 * threshold}%` }),
    ),
    element("b", { cls: "dl-score" }, points(attempt.score) || "–"),
    element("span", { cls: "dl-result" }, result),
    element(
      "span",
      { cls: "dl-kind" },
      attempt.kind + (attempt.parent ? ` of #${attempt.parent}` : ""),
      attempt.n === module.accepted
        ? element("b", {}, "  ★ accepted")
        : attempt.n === module.best && "  ☆ best so far",
    ),
  );
}

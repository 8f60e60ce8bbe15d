// What was tried: the attempts at one module and how their scores went.

function attempts(module, threshold, going, chosen, choose) {
  const earlier = module.earlier
    ? [element("p", { cls: "dl-quiet" }, `${count(module.earlier, "earlier attempt")} not listed`)]
    : [];
  const rows = module.attempts.map((attempt) =>
    attemptRow(module, attempt, threshold, going, attempt.n === chosen, choose),
  );
  return [
    element("h4", {}, `Attempts at ${module.name}`),
    curve(module, threshold),
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

// Scores as points (their shape tells whether the threshold was reached) with the best so far as a line.
function curve(module, threshold) {
  const scored = module.attempts.filter((attempt) => attempt.score !== null);
  if (scored.length < 3) return null;
  const x = (at) => 6 + (at * 228) / (scored.length - 1);
  const y = (score) => 36 - 30 * score;
  let best = 0;
  const path = scored.map((attempt, at) => `${x(at)},${y((best = Math.max(best, attempt.score)))}`).join(" ");
  const dots = scored.map((attempt, at) =>
    attempt.score >= threshold
      ? drawing("rect", { x: x(at) - 3, y: y(attempt.score) - 3, width: 6, height: 6, class: "dl-full" })
      : drawing("circle", { cx: x(at), cy: y(attempt.score), r: 3 }),
  );
  return drawing(
    "svg",
    {
      class: "dl-curve",
      viewBox: "0 0 240 42",
      role: "img",
      "aria-label": `Scores of ${scored.length} attempts, the best ${points(best)}`,
    },
    drawing("line", { x1: 0, x2: 240, y1: y(threshold), y2: y(threshold), class: "dl-goal-line" }),
    drawing("line", { x1: 0, x2: 240, y1: 40, y2: 40, class: "dl-base-line" }),
    drawing("polyline", { points: path }),
    ...dots,
  );
}

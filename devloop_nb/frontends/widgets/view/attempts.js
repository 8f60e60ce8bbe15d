// What was tried: the attempts at one module. A row is made anew only when its attempt has changed.

function attemptsList(choose) {
  const rows = reusing((_, attempt) => attemptRow(attempt, choose));
  const box = element("div", { cls: "dl-attempts", role: "group", onkeydown: arrows });
  return (module, threshold, going, chosen) => {
    const label = `Attempts at ${module.name}`;
    box.setAttribute("aria-label", label);
    const shown = module.attempts.map((attempt) => rowData(module, attempt, threshold, going, chosen));
    fill(box, rows(shown.map((data) => [`${data.module} ${data.n}`, data])));
    return [
      element("h4", {}, label),
      module.earlier > 0 && quiet(`${count(module.earlier, "earlier attempt")} not listed`),
      box,
      !shown.length && quiet(noAttempt(module)),
      module.rejected > 0 && quiet(`${count(module.rejected, "test")} rejected: they prove nothing.`),
    ];
  };
}

const quiet = (says) => element("p", { cls: "dl-quiet" }, says);

const noAttempt = ({ tests }) =>
  tests.length ? `${count(tests.length, "test")} seen to fail on a stub; none tried yet.` : "None yet.";

function rowData(module, attempt, threshold, going, chosen) {
  const { n, score, kind, parent, reason, step, passed, expected } = attempt;
  const result = step === "scored" ? `${passed} of ${expected}` : going ? `${step}…` : "not run";
  const mark = n === module.accepted ? "accepted" : n === module.best ? "best" : "";
  return { module: module.name, n, score, kind, parent, reason, result, mark, threshold, chosen: n === chosen };
}

function attemptRow({ module, n, score, kind, parent, reason, result, mark, threshold, chosen }, choose) {
  return element(
    "button",
    {
      type: "button",
      cls: `dl-attempt${chosen ? " dl-chosen" : ""}`,
      "data-key": `attempt ${n}`,
      "aria-pressed": String(chosen),
      title: reason,
      onclick: () => choose(module, n),
    },
    element("b", { cls: "dl-nth" }, `#${n}`),
    element(
      "span",
      { cls: "dl-bar", "aria-hidden": "true" },
      element("span", { cls: (score ?? 0) >= threshold ? "dl-full" : "", style: `width:${100 * (score ?? 0)}%` }),
      element("i", { style: `left:${100 * threshold}%` }),
    ),
    element("b", { cls: "dl-score" }, points(score) || "–"),
    element("span", { cls: "dl-result" }, result),
    element(
      "span",
      { cls: "dl-kind" },
      kind + (parent ? ` of #${parent}` : ""),
      mark === "accepted" && element("b", {}, "  ★ accepted"),
      mark === "best" && "  ☆ best so far",
    ),
  );
}

// What was planned and tried: modules, the attempts at one of them, and its tests by attempt.

const MODULE_SIGNS = { waiting: "○", red: "◔", building: "◌", success: "✓", partial: "◐", failed: "✕" };
const OUTCOMES = {
  p: ["✓", "passed", "good"], f: ["✕", "failed", "bad"], e: ["!", "error", "bad"], t: ["T", "timeout", "bad"],
  m: ["?", "missing", "bad"], s: ["–", "skipped", "none"], x: ["–", "xfailed", "none"], u: ["u", "xpassed", "bad"],
  " ": ["·", "not run", "none"],
};

function findings(list) {
  return list.map((found) => element("div", { cls: `dl-finding dl-${found.severity}` },
    element("b", {}, { error: "✕ ", warning: "⚠ ", info: "ⓘ " }[found.severity]), `${found.about}: ${found.says} `,
    element("i", {}, found.asks)));
}

function modules(list, chosen, choose) {
  if (list.length < 2 && !list.some((module) => module.needs.length)) return [];
  return element("div", { cls: "dl-modules", role: "group", "aria-label": "Modules", onkeydown: arrows }, list.map((module) =>
    element("button", {
      type: "button", cls: `dl-module dl-${module.status}`, "data-key": `module ${module.name}`, "aria-pressed": String(module.name === chosen),
      title: [module.purpose, module.reason].filter(Boolean).join("\n"), onclick: () => choose(module.name),
    },
    element("span", { cls: "dl-sign", "aria-hidden": "true" }, MODULE_SIGNS[module.status]), element("b", {}, module.name),
    element("span", { cls: "dl-quiet" }, module.status + (module.needs.length ? `, needs ${module.needs.join(", ")}` : "")))));
}

function attempts(module, threshold, going, chosen, choose) {
  const earlier = module.earlier ? [element("p", { cls: "dl-quiet" }, `${count(module.earlier, "earlier attempt")} not listed`)] : [];
  const rows = module.attempts.map((attempt) => attemptRow(module, attempt, threshold, going, attempt.n === chosen, choose));
  return [
    element("h4", {}, `Attempts at ${module.name}`), curve(module, threshold), ...earlier,
    element("div", { cls: "dl-attempts", role: "group", "aria-label": `Attempts at ${module.name}`, onkeydown: arrows }, rows),
    !rows.length && element("p", { cls: "dl-quiet" }, module.tests.length ? `${count(module.tests.length, "test")} seen to fail on a stub; none tried yet.` : "None yet."),
    module.rejected > 0 && element("p", { cls: "dl-quiet" }, `${count(module.rejected, "test")} rejected: they prove nothing.`),
  ];
}

function attemptRow(module, attempt, threshold, going, chosen, choose) {
  const score = attempt.score ?? 0;
  const result = attempt.step === "scored" ? `${attempt.passed} of ${attempt.expected}` : going ? `${attempt.step}…` : "not run";
  return element("button", {
    type: "button", cls: `dl-attempt${chosen ? " dl-chosen" : ""}`, "data-key": `attempt ${attempt.n}`,
    "aria-pressed": String(chosen), title: attempt.reason, onclick: () => choose(attempt.n),
  },
  element("b", { cls: "dl-nth" }, `#${attempt.n}`),
  element("span", { cls: "dl-bar", "aria-hidden": "true" },
    element("span", { cls: score >= threshold ? "dl-full" : "", style: `width:${100 * score}%` }),
    element("i", { style: `left:${100 * threshold}%` })),
  element("b", { cls: "dl-score" }, points(attempt.score) || "–"),
  element("span", { cls: "dl-result" }, result),
  element("span", { cls: "dl-kind" }, attempt.kind + (attempt.parent ? ` of #${attempt.parent}` : ""),
    attempt.n === module.accepted ? element("b", {}, "  ★ accepted") : attempt.n === module.best && "  ☆ best so far"));
}

// Scores as points (their shape tells whether the threshold was reached) with the best so far as a line.
function curve(module, threshold) {
  const scored = module.attempts.filter((attempt) => attempt.score !== null);
  if (scored.length < 3) return null;
  const x = (at) => 6 + (at * 228) / (scored.length - 1);
  const y = (score) => 36 - 30 * score;
  let best = 0;
  const path = scored.map((attempt, at) => `${x(at)},${y((best = Math.max(best, attempt.score)))}`).join(" ");
  const dots = scored.map((attempt, at) => attempt.score >= threshold
    ? drawing("rect", { x: x(at) - 3, y: y(attempt.score) - 3, width: 6, height: 6, class: "dl-full" })
    : drawing("circle", { cx: x(at), cy: y(attempt.score), r: 3 }));
  return drawing("svg", { class: "dl-curve", viewBox: "0 0 240 42", role: "img", "aria-label": `Scores of ${scored.length} attempts, the best ${points(best)}` },
    drawing("line", { x1: 0, x2: 240, y1: y(threshold), y2: y(threshold), class: "dl-goal-line" }),
    drawing("line", { x1: 0, x2: 240, y1: 40, y2: 40, class: "dl-base-line" }), drawing("polyline", { points: path }), ...dots);
}

function grid(module, chosen, choose) {
  const columns = module.attempts.slice(-40);
  if (!module.tests.length || !columns.length) return [];
  const heads = columns.map((attempt) => element("th", { scope: "col" }, element("button", {
    type: "button", "data-key": `column ${attempt.n}`, cls: attempt.n === chosen ? "dl-chosen" : "", onclick: () => choose(attempt.n),
    "aria-label": `attempt ${attempt.n}`,
  }, `${attempt.n}`)));
  const rows = module.tests.map((name, at) => element("tr", {}, element("th", { scope: "row", title: name }, shortId(name)),
    columns.map((attempt) => cell(attempt, attempt.marks[at] ?? " ", name))));
  return element("details", { open: true }, element("summary", {}, "Tests by attempt"),
    element("div", { cls: "dl-scroll" }, element("table", { cls: "dl-grid" },
      element("thead", {}, element("tr", {}, element("td", {}), heads)), element("tbody", {}, rows))));
}

function cell(attempt, mark, name) {
  const [sign, word, tone] = OUTCOMES[mark];
  return element("td", {}, element("span", { cls: `dl-mark dl-${tone}`, role: "img", "aria-label": word, title: `${name}, attempt ${attempt.n}: ${word}` }, sign));
}

const shortId = (name) => name.split("::").slice(1).join("::") || name;

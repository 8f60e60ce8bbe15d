// How the scores went: a point for each attempt (its shape tells whether it suffices), joined to what it was made
// from, with the best so far and the threshold as lines.

const CHART = { width: 330, height: 132, left: 30, right: 10, top: 12, bottom: 20 };

addPanel({
  name: "chart",
  at: "side",
  slice(view) {
    const { module, attempt } = view.shown();
    const scored = module?.attempts.filter((each) => each.score !== null) ?? [];
    if (scored.length < 2) return null;
    const slim = scored.map(({ n, score, parent, kind }) => ({ n, score, parent, kind }));
    return { name: module.name, list: slim, threshold: view.index.threshold, chosen: attempt?.n };
  },
  build: ({ name, list, threshold, chosen }, view) => chart(name, list, threshold, chosen, (n) => view.choose({ module: name, number: n })),
});

function chart(name, list, threshold, chosen, choose) {
  const { width, height, left, right, top, bottom } = CHART;
  const [first, last] = [list[0].n, list.at(-1).n];
  const x = (n) => left + ((n - first) * (width - left - right)) / Math.max(1, last - first);
  const y = (score) => height - bottom - score * (height - top - bottom);
  let best = 0;
  const steps = list.map(({ n, score }, at) => {
    const before = y(best);
    best = Math.max(best, score);
    return `${at ? `H${x(n)}` : `M${x(n)},${before}`} V${y(best)}`;
  });
  const rule = (score, cls) => drawing("line", { x1: left, x2: width - right, y1: y(score), y2: y(score), class: cls });
  const label = (words, at, more) => drawing("text", { y: at, class: "dl-tick", ...more }, words);
  const known = new Map(list.map((each) => [each.n, each]));
  const edges = list.filter(({ parent }) => known.has(parent)).map(({ n, score, parent }) =>
    drawing("line", { x1: x(parent), y1: y(known.get(parent).score), x2: x(n), y2: y(score), class: "dl-descent" }),
  );
  const best_of = Math.max(...list.map((each) => each.score));
  return drawing(
    "svg",
    {
      class: "dl-chart",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `Scores of ${count(list.length, "attempt")} at ${name}: the best ${points(best_of)}, ${points(threshold)} is asked for`,
    },
    ...[0, 0.5, 1].map((score) => rule(score, "dl-base-line")),
    ...[0, 0.5, 1].map((score) => label(score.toFixed(1), y(score) + 3, { x: left - 6, "text-anchor": "end" })),
    rule(threshold, "dl-goal-line"),
    label(`threshold ${points(threshold)}`, y(threshold) + (threshold > 0.85 ? 12 : -4), { x: left + 4 }),
    label(`#${first}`, height - 5, { x: x(first), "text-anchor": "middle" }),
    label(`#${last}`, height - 5, { x: x(last), "text-anchor": "middle" }),
    drawing("path", { d: steps.join(" "), class: "dl-best" }),
    ...edges,
    ...list.map((each) => point(each, x(each.n), y(each.score), each.score >= threshold, each.n === chosen, choose)),
  );
}

function point({ n, score, kind, parent }, x, y, suffices, chosen, choose) {
  const shape = suffices
    ? drawing("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "dl-suffices" })
    : drawing("circle", { cx: x, cy: y, r: 4, class: "dl-short" });
  const said = `Attempt ${n}, ${kind}${parent ? ` of ${parent}` : ""}: ${points(score)}`;
  const group = drawing("g", { class: `dl-point${chosen ? " dl-chosen" : ""}` }, drawing("title", {}, said), shape);
  group.addEventListener("click", () => choose(n));
  return group;
}

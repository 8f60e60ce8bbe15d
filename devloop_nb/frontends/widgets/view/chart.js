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
  make: (view) => scoreChart((module, number) => view.choose({ module, number })),
});

// The drawing keeps its points; those are made anew whose attempt has changed, the others move.
function scoreChart(choose) {
  const svg = drawing("svg", { class: "dl-chart", viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: "img" });
  const layer = drawing("g", {});
  const made = reusing((_, data) => point(data, choose));
  return ({ name, list, threshold, chosen }) => {
    const best = Math.max(...list.map((each) => each.score));
    const said = `the best ${points(best)}, ${points(threshold)} is asked for`;
    svg.setAttribute("aria-label", `Scores of ${count(list.length, "attempt")} at ${name}: ${said}`);
    const place = placesOf(list);
    const shown = made(list.map((each) => [`${name} ${each.n}`, pointData(name, each, threshold, chosen)]));
    list.forEach((each, at) => moveTo(shown[at], ...place(each)));
    fill(svg, rules(threshold, place), labels(list, threshold, place), lines(list, place), fill(layer, shown));
    return svg;
  };
}

// Where an attempt stands, or a score at the left edge.
function placesOf(list) {
  const { width, height, left, right, top, bottom } = CHART;
  const [first, last] = [list[0].n, list.at(-1).n];
  const step = (width - left - right) / Math.max(1, last - first);
  return ({ n = first, score }) => [left + (n - first) * step, height - bottom - score * (height - top - bottom)];
}

function moveTo(node, x, y) {
  const to = `translate(${x} ${y})`;
  if (node.getAttribute("transform") !== to) node.setAttribute("transform", to);
}

function rules(threshold, place) {
  const { width, left, right } = CHART;
  const rule = (score, cls) => {
    const [, y] = place({ score });
    return drawing("line", { x1: left, x2: width - right, y1: y, y2: y, class: cls });
  };
  return [...[0, 0.5, 1].map((score) => rule(score, "dl-base-line")), rule(threshold, "dl-goal-line")];
}

function labels(list, threshold, place) {
  const { width, height, left } = CHART;
  const label = (words, y, more) => drawing("text", { y, class: "dl-tick", ...more }, words);
  // Long numbers end with the drawing.
  const below = (each, x, anchor) => label(`#${each.n}`, height - 5, { x, "text-anchor": anchor });
  const scores = [0, 0.5, 1].map((score) =>
    label(score.toFixed(1), place({ score })[1] + 3, { x: left - 6, "text-anchor": "end" }),
  );
  const first = below(list[0], left, "middle");
  const last = below(list.at(-1), width - 2, "end");
  const goal = place({ score: threshold })[1] + (threshold > 0.85 ? 12 : -4);
  return [...scores, label(`threshold ${points(threshold)}`, goal, { x: left + 4 }), first, last];
}

// The best so far, and from each attempt to the one it was made from.
function lines(list, place) {
  let best = 0;
  const steps = list.map((each, at) => {
    const [x, before] = place({ ...each, score: best });
    best = Math.max(best, each.score);
    return `${at ? `H${x}` : `M${x},${before}`} V${place({ score: best })[1]}`;
  });
  const known = new Map(list.map((each) => [each.n, each]));
  const descent = list
    .filter(({ parent }) => known.has(parent))
    .map((each) => `M${place(known.get(each.parent))} L${place(each)}`);
  return [
    drawing("path", { d: steps.join(" "), class: "dl-best" }),
    drawing("path", { d: descent.join(" "), class: "dl-descent" }),
  ];
}

function pointData(name, { n, score, kind, parent }, threshold, chosen) {
  const says = `Attempt ${n}, ${kind}${parent ? ` of ${parent}` : ""}: ${points(score)}`;
  return { name, n, says, suffices: score >= threshold, chosen: n === chosen };
}

function point({ name, n, says, suffices, chosen }, choose) {
  const shape = suffices
    ? drawing("rect", { x: -4, y: -4, width: 8, height: 8, class: "dl-suffices" })
    : drawing("circle", { r: 4, class: "dl-short" });
  const group = drawing("g", { class: `dl-point${chosen ? " dl-chosen" : ""}` }, drawing("title", {}, says), shape);
  group.addEventListener("click", () => choose(name, n));
  return group;
}

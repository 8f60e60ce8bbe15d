// The plan: modules in layers, each above what it needs, with what it is to be and what it has come to.

const BOX = { width: 210, height: 66, across: 54, down: 14 };

addPanel({
  name: "plan",
  at: "top",
  title: "Plan",
  slice(view, open) {
    const { index, ui } = view;
    if (!index.plan || index.asks?.some((question) => question.plan)) return null;
    return open && !ui.gone ? { plan: plan(view), over: index.status !== "running" } : {};
  },
  build: ({ plan, over }) => (plan ? planPicture(plan, over) : asking()),
});

// It is asked for anew where a module has come further.
function plan(view) {
  const stand = view.index.modules.map((module) => [module.status, module.best]);
  return view.fetched("plan", JSON.stringify([view.index.plan, stand])) ?? null;
}

// What was forecast is of no use any more when the run is over.
function planPicture(plan, over) {
  const plural = (pair, noun) => {
    const [least, most] = pair.map((value) => value.toLocaleString("en", { maximumFractionDigits: 4 }));
    return least === most ? `${least} ${noun}` : `${least} to ${most} ${noun}`;
  };
  const { calls, tokens, usd, measured } = plan.forecast;
  const costs = [plural(calls, "calls"), tokens && plural(tokens, "tokens"), usd && plural(usd, "USD")].filter(Boolean);
  const from = measured
    ? `, at the mean of ${count(measured, "call")} so far`
    : "; what they cost is known after the first one";
  return [
    element("div", { cls: "dl-graph", "data-scrolls": true, tabindex: 0, role: "region", "aria-label": "Modules as a graph" }, graph(plan.modules)),
    !over && element("p", {}, element("b", {}, "Forecast: "), `${costs.join(", ")}${from}.`),
    plan.notes.map((note) => element("p", { cls: "dl-quiet" }, note)),
    element("div", { cls: "dl-plan" }, plan.modules.map(planned)),
  ];
}

function graph(list) {
  const layers = [];
  for (const module of list) (layers[module.depth] ??= []).push(module);
  const tallest = Math.max(...layers.map((layer) => layer.length));
  const place = new Map();
  layers.forEach((layer, column) =>
    layer.forEach((module, row) =>
      place.set(module.name, {
        x: 2 + column * (BOX.width + BOX.across),
        y: 2 + (row + (tallest - layer.length) / 2) * (BOX.height + BOX.down),
      }),
    ),
  );
  const width = layers.length * (BOX.width + BOX.across) - BOX.across + 4;
  const height = tallest * (BOX.height + BOX.down) - BOX.down + 4;
  const said = list.map(({ name, needs }) => (needs.length ? `${name} needs ${needs.join(", ")}` : name)).join("; ");
  return drawing(
    "svg",
    { class: "dl-layers", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Plan: ${said}` },
    ...list.flatMap((module) => module.needs.map((name) => edge(place.get(name), place.get(module.name)))),
    ...list.map((module) => box(module, place.get(module.name))),
  );
}

function edge(from, to) {
  const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x - 7, to.y + BOX.height / 2];
  const middle = (x1 + x2) / 2;
  return drawing(
    "g",
    { class: "dl-edge" },
    drawing("path", { d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}` }),
    drawing("path", { d: `M${x2 + 7},${y2} l-8,-4 v8 z`, class: "dl-arrow" }),
  );
}

function box(module, { x, y }) {
  const clip = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
  const tests = module.tests.length || module.checks.length;
  const facts = [
    module.status,
    tests ? count(tests, module.tests.length ? "test" : "check") : "",
    module.lines === null ? "" : count(module.lines, "line"),
  ].filter(Boolean);
  const line = (words, dy, cls) => drawing("text", { x: x + 10, y: y + dy, class: cls }, words);
  return drawing(
    "g",
    { class: `dl-box dl-${module.status}` },
    drawing("title", {}, [module.name, module.entry, module.purpose].filter(Boolean).join("\n")),
    drawing("rect", { x, y, width: BOX.width, height: BOX.height, rx: 6 }),
    line(`${MODULE_SIGNS[module.status] ?? "○"} ${clip(module.name, 24)}`, 20, "dl-boxName"),
    module.entry
      ? line(clip(module.entry.replace(/^def /, ""), 26), 38, "dl-boxEntry")
      : line(clip(module.purpose, 30), 38, "dl-boxFacts"),
    line(clip(facts.join(", "), 34), 55, "dl-boxFacts"),
  );
}

function planned(module) {
  const said = module.tests.length ? module.tests : module.checks.map(([kind, says]) => `${kind}: ${says}`);
  const fact = (name, words) => words && [element("dt", {}, name), element("dd", {}, words)];
  return element(
    "details",
    { cls: "dl-planned", "data-key": `planned ${module.name}` },
    element("summary", {}, element("b", {}, module.name), element("span", { cls: "dl-quiet" }, ` ${module.purpose}`)),
    element(
      "dl",
      {},
      fact("signature", module.entry && element("code", {}, module.entry)),
      fact("needs", module.needs.join(", ") || "nothing"),
      fact("code", module.lines === null ? "none yet" : count(module.lines, "line")),
      fact("targets", module.performance),
      fact(
        module.tests.length ? "tests" : "to be tested",
        said.length ? element("ul", {}, said.map((words) => element("li", {}, words))) : "not said",
      ),
    ),
  );
}

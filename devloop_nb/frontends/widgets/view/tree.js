// Attempts as a tree: each under the one it was made from. Shown where it is one, and no mere line.

addPanel({
  name: "tree",
  at: "side",
  title: "Tree of attempts",
  slice(view, open) {
    const { module, attempt } = view.shown();
    if (!module || !branches(module.attempts)) return null;
    if (!open) return {};
    const slim = module.attempts.map(({ n, parent, kind, score, step }) => ({ n, parent, kind, score, step }));
    return { name: module.name, list: slim, best: module.best, threshold: view.index.threshold, chosen: attempt?.n };
  },
  build: (data, view) => data.list && tree(data, (n) => view.choose({ module: data.name, number: n })),
});

function branches(list) {
  const parents = list.map(({ parent }) => parent ?? 0);
  return new Set(parents).size < parents.length;
}

function tree({ name, list, best, threshold, chosen }, choose) {
  const known = new Set(list.map(({ n }) => n));
  const children = (parent) => list.filter((each) => (known.has(each.parent) ? each.parent : 0) === parent);
  const grown = (parent) => {
    const below = children(parent);
    return below.length ? element("ul", {}, below.map((each) => element("li", {}, leaf(each), grown(each.n)))) : null;
  };
  const leaf = (each) =>
    element(
      "button",
      {
        type: "button",
        cls: `dl-leaf${each.n === chosen ? " dl-chosen" : ""}`,
        "data-key": `leaf ${each.n}`,
        "aria-pressed": String(each.n === chosen),
        onclick: () => choose(each.n),
      },
      element("b", {}, `#${each.n}`),
      ` ${each.kind} `,
      element("span", { cls: "dl-score" }, each.score === null ? `${each.step}…` : points(each.score)),
      each.score !== null && (each.score >= threshold ? " ✓" : ""),
      each.n === best && element("span", { cls: "dl-quiet" }, " ☆ best"),
    );
  return element("div", { cls: "dl-tree", role: "group", "aria-label": `Tree of the attempts at ${name}`, onkeydown: arrows }, grown(0));
}

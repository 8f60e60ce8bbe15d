// What stood around generated code, and how far its verdict can be believed.

const VERDICTS = {
  sealed: ["✓ sealed", "The tests passed, too, in a process of their own, which the code cannot reach."],
  "in-process": [
    "in-process",
    "Code and tests ran in one process: code that wants to could cheat. Confirmed apart where an attempt is good enough.",
  ],
};
const TIERS = {
  2: "Generated code sees no network, no home, no key and no process outside.",
  1: "Generated code is bounded and cleared away, but can read this user's files and use the network.",
  0: "Nothing stands around generated code.",
};

function badges(index) {
  const tier = /^tier (\d)/.exec(index.fence ?? "")?.[1];
  const known = index.verdicts.filter((verdict) => VERDICTS[verdict]);
  const weakest = known.includes("in-process") ? "in-process" : known[0];
  const badge = (words, title) =>
    element("span", { cls: "dl-badge", role: "note", title, tabindex: 0, "aria-label": `${words}: ${title}` }, words);
  return [
    tier && badge(`fence ${tier}`, `${TIERS[tier] ?? ""} ${index.fence}`.trim()),
    weakest && badge(...VERDICTS[weakest]),
  ];
}

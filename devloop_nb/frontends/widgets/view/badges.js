// What stood around generated code, and how far its verdict can be believed.

const VERDICTS = {
  sealed: ["✓ verdict: sealed", "The tests passed, too, in a process of their own, which the code cannot reach."],
  "in-process": [
    "verdict: in-process",
    "Code and tests ran in one process, where code that wants to could cheat. Only a good attempt is checked again in a process that the code cannot reach; its verdict is then called sealed.",
  ],
};
const TIERS = {
  2: ["fence 2: no network", "Generated code sees no network, no home, no key and no process outside."],
  1: [
    "fence 1: network open",
    "Generated code is bounded and cleared away, but can read this user's files and use the network.",
  ],
  0: ["no fence", "Nothing stands around generated code."],
};

function badges(index) {
  const tier = /^tier (\d)/.exec(index.fence ?? "")?.[1];
  const known = index.verdicts.filter((verdict) => VERDICTS[verdict]);
  const weakest = known.includes("in-process") ? "in-process" : known[0];
  const badge = (words, title) =>
    element("span", { cls: "dl-badge dl-tip", role: "note", tabindex: 0, "data-tip": title, "aria-label": `${words}: ${title}` }, words);
  const [fence, promise] = TIERS[tier] ?? [];
  return [
    fence && badge(fence, `${promise} ${index.fence}`),
    weakest && badge(...VERDICTS[weakest]),
  ];
}

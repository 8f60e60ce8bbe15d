// What gates and reviewers say of an attempt, and what proves the criteria of the run.

const GATE_SIGNS = { passed: ["✓", "good"], failed: ["✕", "bad"], "not run": ["–", "none"] };
const PROOFS = { proved: ["✓", "good"], unsatisfied: ["✕", "bad"], "not claimed": ["–", "none"] };

addPanel({
  name: "quality",
  at: "attempt",
  slice: (view) => {
    const { module, attempt } = view.shown();
    if (view.ui.tab !== "quality" || !attempt) return null;
    const what = { module: module.name, number: attempt.n };
    return fetched(view, "quality", what, `${attempt.step} ${module.status} ${module.accepted}`);
  },
  build: (data, view) => answered(view, data, (body) => [gatesPart(body), reviewPart(body.review, body.gates)]),
});

addPanel({
  name: "compliance",
  at: "run",
  title: "Compliance",
  slice: (view) => {
    const asked = fetched(view, "compliance", {}, `${view.index.status} ${view.index.stage}`);
    return asked.done && answerOf(view, asked) ? asked : null;
  },
  build: (data, view) => answered(view, data, compliancePart),
});

function plainTable(label, head, rows) {
  return element(
    "div",
    { cls: "dl-tableBox", tabindex: 0, role: "region", "aria-label": label },
    element(
      "table",
      { cls: "dl-table" },
      element("thead", {}, element("tr", {}, head.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell) => element("td", {}, cell))))),
    ),
  );
}

const marked = ([sign, tone], word) => [
  element("span", { cls: `dl-mark dl-${tone}`, "aria-hidden": "true" }, sign),
  ` ${word}`,
];

function gatesPart({ gates, seconds: took }) {
  const head = element("h5", {}, "Gates", element("span", { cls: "dl-quiet" }, took ? ` in ${seconds(took)}` : ""));
  if (!gates)
    return [head, element("p", { cls: "dl-quiet" }, "The gates did not look at it: only an attempt that is good enough comes to them.")];
  const rows = gates.map((gate) => [
    element("b", { title: gate.asks }, gate.gate.replaceAll("_", " ")),
    marked(GATE_SIGNS[gate.status], gate.blocks ? "blocks" : gate.status === "failed" ? "warns" : gate.status),
    gate.reading || (gate.status === "passed" ? "nothing found" : "–"),
    gate.limit === null ? "–" : String(gate.limit),
    gate.tool,
    gateFindings(gate),
  ]);
  return [head, plainTable("Gates", ["gate", "result", "value", "limit", "tool", "where"], rows)];
}

function gateFindings({ findings: found, why, more }) {
  if (!found.length) return why || "–";
  return [
    found.map((each) =>
      element("div", {}, element("code", {}, each.place), ` ${[each.rule, each.says].filter(Boolean).join(" ")}`),
    ),
    more > 0 && element("div", { cls: "dl-quiet" }, `and ${more} more`),
  ];
}

function reviewPart(review, gates) {
  const head = element("h5", {}, "Review", element("span", { cls: "dl-quiet" }, review ? ` ${review.round} by ${review.by}` : ""));
  if (!review) {
    const why = gates ? "Nobody reviewed this attempt." : "A review comes after the gates.";
    return [head, element("p", { cls: "dl-quiet" }, why)];
  }
  return [
    head,
    review.note && element("p", { cls: "dl-quiet" }, review.note),
    review.dropped > 0 &&
      element("p", { cls: "dl-quiet" }, `${count(review.dropped, "finding")} about lines that do not exist were dropped.`),
    !review.findings.length && element("p", {}, "Nothing to mend."),
    review.findings.map(reviewFinding),
  ];
}

function reviewFinding(found) {
  const critical = found.kind === "CRITICAL";
  return element(
    "div",
    { cls: `dl-finding dl-${critical ? "error" : "warning"}` },
    element("b", {}, `${critical ? "✕" : "⚠"} ${found.kind} `),
    found.place && element("code", {}, found.place),
    ` ${found.about}: ${found.says}`,
    found.code && element("pre", { cls: "dl-assertion" }, found.code),
    found.left && element("div", { cls: "dl-quiet" }, `Not taken: ${found.left}`),
  );
}

function compliancePart(rows) {
  const proved = rows.filter((row) => row.status === "proved").length;
  const asked = rows.filter((row) => row.status !== "not claimed").length;
  return [
    element("p", {}, `${proved} of ${asked} criteria that ask for a proof are proved.`),
    plainTable(
      "Compliance",
      ["criterion", "result", "lines", "tests", "proof"],
      rows.map((row) => [
        [element("b", {}, row.id), ` ${row.says}`],
        marked(PROOFS[row.status], row.status),
        row.place ? element("code", {}, row.place) : "–",
        row.tests.length ? row.tests.map((test) => element("div", {}, element("code", {}, test))) : "–",
        proofOf(row),
      ]),
    ),
  ];
}

function proofOf({ status, by, why, level }) {
  if (status === "not claimed") return level === "other" ? "asks for none" : why || "nobody claims it";
  const said = { mark: "named in the test", claim: "claimed by the model, and checked" }[by];
  const shown = status === "proved" ? "its tests pass and run those lines" : why;
  return [said, shown].filter(Boolean).join("; ");
}

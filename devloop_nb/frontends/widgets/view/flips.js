// The tests that come out otherwise on the two sides of a comparison.

const KINDS = {
  broken: ["✕", "broken", "bad"],
  mended: ["✓", "mended", "good"],
  other: ["~", "fails otherwise", "none"],
  "only one": ["·", "on one side", "none"],
};

function flips(found) {
  if (!found.flips.length) return element("p", { cls: "dl-quiet" }, "No test flipped.");
  const rows = found.flips.map((flip) => {
    const [sign, word, tone] = KINDS[flip.kind];
    const cells = [
      [element("span", { cls: `dl-mark dl-${tone}`, "aria-hidden": "true" }, sign), ` ${word}`],
      element("code", {}, inOrder(flip.test)),
      inOrder(flip.a || "–"),
      inOrder(flip.b || "–"),
    ];
    return element(
      "tr",
      { "data-kind": flip.kind },
      cells.map((cell, at) => element("td", { cls: at === 1 ? "dl-wide" : "" }, cell)),
    );
  });
  const left = found.flipped - found.flips.length;
  return [
    element(
      "div",
      { cls: "dl-scroll dl-flips", tabindex: 0, role: "region", "aria-label": "Tests that flipped" },
      element("table", { cls: "dl-boardTable" }, headed(["", "test", "A", "B"]), element("tbody", {}, rows)),
    ),
    left > 0 && element("p", { cls: "dl-quiet" }, `${left} more are not listed.`),
  ].filter(Boolean);
}

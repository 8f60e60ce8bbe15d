// The order of the attempts: a row for each, what would be accepted, and a line that sums it up.

// The first of each module that may be accepted.
function bests(list) {
  const seen = new Map();
  for (const each of list) {
    const { entry } = each;
    if (entry.code && !entry.blocked && !entry.broke && !seen.has(entry.module)) seen.set(entry.module, each);
  }
  return [...seen.values()];
}

const NOTHING = "No attempt is stored yet, so there is nothing to rank.";
const called = (entry, head) => (head.everything ? `${entry.run} ${entry.module} #${entry.number}` : `${entry.module} #${entry.number}`);

function summary(list, threshold, head) {
  if (!list.length) return [NOTHING];
  const passing = list.filter((each) => each.passes).length;
  const winners = list.filter((each) => each.wins);
  const named = winners.slice(0, 5).map((each) => called(each.entry, head));
  const more = winners.length > 5 ? ` and ${winners.length - 5} more` : "";
  return [
    element("b", {}, `${passing} of ${count(list.length, "attempt")}`),
    ` ${passing === 1 ? "reaches" : "reach"} ${points(threshold)}. `,
    winners.length ? ["Would be accepted: ", element("b", {}, named.join(", ") + more), "."] : "None would be accepted.",
  ].flat();
}

const COLUMNS = ["now", "was", "attempt", "score", "stored", "tests", "performance", "remarks"];
const ROWS = 50;

class Ranking {
  constructor(head) {
    this.head = head;
    this.most = ROWS;
    this.body = element("tbody", {});
    this.further = element("div", {});
    this.box = element(
      "div",
      { cls: "dl-ranking", tabindex: 0, role: "region", "aria-label": "Ranking" },
      element("table", { cls: "dl-boardTable dl-ranks" }, headed(COLUMNS), this.body),
      this.further,
    );
  }

  show(list, threshold) {
    Object.assign(this, { list, threshold });
    this.box.hidden = !list.length;
    const firstBelow = list.findIndex((each) => !each.passes);
    const row = (each, at) => rankRow(each, threshold, this.head, at === firstBelow && at > 0);
    this.body.replaceChildren(...list.slice(0, this.most).map(row));
    this.showFurther(list.length - this.most);
  }

  showFurther(left) {
    const name = left > 0 ? `Show ${Math.min(left, ROWS)} more of ${left.toLocaleString("en")}` : "";
    if (this.further.textContent !== name) this.further.replaceChildren(name ? action(name, {}, () => this.more()) : "");
  }

  more() {
    this.most += ROWS;
    this.show(this.list, this.threshold);
  }
}

function rankRow(each, threshold, head, first) {
  const { entry } = each;
  const moved = each.old - each.now;
  const move = moved ? `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}` : "=";
  const cells = [
    element("b", {}, each.now),
    [each.old, element("span", { cls: moved > 0 ? "dl-up" : moved < 0 ? "dl-down" : "dl-quiet" }, ` ${move}`)],
    called(entry, head),
    scoreCell(each.score, threshold, each.passes),
    points(entry.total),
    tally(entry.passed, entry.expected),
    points(entry.performance),
    remarks(each),
  ];
  return element(
    "tr",
    { cls: `${each.wins ? "dl-wins" : ""}${first ? " dl-below" : ""}`, "data-attempt": `${entry.module} ${entry.number}` },
    cells.map((cell) => element("td", {}, cell)),
  );
}

const scoreCell = (score, threshold, passes) => [
  element(
    "span",
    { cls: "dl-bar", "aria-hidden": "true" },
    element("span", { cls: passes ? "dl-full" : "", style: `width:${100 * score}%` }),
    element("i", { style: `left:${100 * threshold}%` }),
  ),
  element("b", { cls: "dl-score" }, points(score)),
  element("span", { cls: "dl-passes" }, passes ? " ✓" : ""),
];

function remarks({ entry, wins }) {
  const said = [
    wins && element("b", {}, "★ would be accepted"),
    entry.accepted && "● is accepted",
    entry.blocked && "⊘ blocked by a gate or a review",
    entry.broke && "✕ broke a test",
    wins && !entry.gated && "no gate has looked at it",
  ].filter(Boolean);
  return said.flatMap((part, at) => (at ? [", ", part] : [part]));
}

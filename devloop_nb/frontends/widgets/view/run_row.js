// One run as a row of the dashboard: what it is sorted by, what its cells show, and what finds it.

const STATUSES = {
  running: ["◌", "running"],
  interrupted: ["■", "interrupted"],
  success: ["✓", "success"],
  partial: ["◐", "partial"],
  failed: ["✕", "failed"],
  stopped: ["■", "stopped"],
};

// Key, head, what to sort by, what to show.
const FIELDS = [
  ["name", "run", (row) => `${row.name} ${row.run}`, runCell],
  ["status", "status", (row) => (row.asks ? "!" : "") + standingOf(row), statusCell],
  ["score", "score", (row) => row.score, (row) => points(row.score)],
  ["tests", "tests", (row) => (row.expected ? row.passed / row.expected : -1), (row) => tally(row.passed, row.expected)],
  [
    "hidden",
    "held back",
    (row) => (row.hidden_expected ? row.hidden_passed / row.hidden_expected : -1),
    (row) => tally(row.hidden_passed, row.hidden_expected),
  ],
  ["attempts", "attempts", (row) => row.attempts, (row) => [`${row.attempts} `, spark(row)]],
  ["tokens", "tokens", (row) => row.tokens, (row) => tokens(row.tokens)],
  ["usd", "cost", (row) => row.usd ?? -1, (row) => money(row.usd)],
  ["seconds", "time", (row) => row.seconds, (row) => seconds(row.seconds) || "–"],
  ["started", "started", (row) => row.started, (row) => when(row.started)],
];

const standingOf = (row) => (row.status === "running" && !row.live ? "interrupted" : row.status);

function fits(row, words, status) {
  if (status === "asks" ? !row.asks : status && status !== standingOf(row)) return false;
  const text = `${row.run} ${row.name} ${row.lm} ${row.reason} ${standingOf(row)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function runCell(row, board) {
  return element(
    "button",
    {
      type: "button",
      cls: "dl-openRun",
      "data-key": `open ${row.run}`,
      title: `${row.run}\n${row.lm}\n${row.reason}`,
      "aria-pressed": String(row.run === board.opened),
      onclick: () => board.openRun(row.run === board.opened ? null : row.run),
    },
    element("b", {}, row.name),
    element("span", { cls: "dl-quiet" }, ` ${row.run.split("-").at(-1)}`),
  );
}

function statusCell(row) {
  const state = standingOf(row);
  const [sign, word] = STATUSES[state];
  return [
    element("span", { cls: `dl-pill dl-${state}` }, `${sign} ${word}`),
    row.asks ? element("b", { cls: "dl-waiting", title: "It waits for an answer" }, ` ? ${count(row.asks, "question")}`) : null,
  ];
}

function spark(row) {
  if (row.scores.length < 2) return null;
  const width = 60;
  const x = (at) => 2 + (at * (width - 4)) / (row.scores.length - 1);
  const y = (score) => 14 - 12 * score;
  return drawing(
    "svg",
    { class: "dl-spark", viewBox: `0 0 ${width} 16`, role: "img", "aria-label": `Scores ${row.scores.map(points).join(", ")}` },
    drawing("line", { x1: 0, x2: width, y1: y(row.threshold ?? 1), y2: y(row.threshold ?? 1), class: "dl-goal-line" }),
    drawing("polyline", { points: row.scores.map((score, at) => `${x(at)},${y(score)}`).join(" ") }),
    drawing("circle", { cx: x(row.scores.length - 1), cy: y(row.scores.at(-1)), r: 2 }),
  );
}

function when(epoch) {
  const then = new Date(1000 * epoch);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${day} ${two(then.getHours())}:${two(then.getMinutes())}`;
}

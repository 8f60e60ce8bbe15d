// The score and the order of attempts, by the formulas of stages/score.py and values/ranking.py; a test holds both
// together.

const BLOCKED = 0.99;

// As Python rounds to six digits: of two numbers that are equally near the even one, which toFixed does not.
function sixDigits(value) {
  const halfway = Number.isInteger(128 * value) && (128 * value) % 2 !== 0;
  if (!halfway) return Number(value.toFixed(6));
  const below = Math.floor(1e6 * value);
  return (below % 2 ? below + 1 : below) / 1e6;
}

function weighed(entry, weights) {
  const both = weights.tests + weights.performance;
  const sum = weights.tests * entry.tests + weights.performance * entry.performance;
  const mean = both ? sum / both : entry.tests;
  return sixDigits(entry.blocked ? mean * BLOCKED : mean);
}

// The numbers of the entries, the best first; of equals the earlier one.
function order(entries, scores) {
  const later = (a, b) =>
    entries[a].broke - entries[b].broke || scores[b] - scores[a] || entries[b].code - entries[a].code || a - b;
  return entries.map((_, at) => at).sort(later);
}

function ranked(entries, scores, threshold) {
  const old = [];
  order(entries, entries.map((entry) => entry.total)).forEach((at, place) => (old[at] = place + 1));
  const won = new Set();
  return order(entries, scores).map((at, place) => {
    const entry = entries[at];
    const passes = scores[at] >= threshold;
    const of = `${entry.run} ${entry.module}`;
    const wins = passes && !entry.blocked && !entry.broke && !won.has(of);
    if (wins) won.add(of);
    return { entry, score: scores[at], old: old[at], now: place + 1, passes, wins };
  });
}

// The run's events, a line each.

const NEWEST_LINES = 500;

function logLines(lines) {
  return lines
    .slice(-NEWEST_LINES)
    .map(([at, level, says]) =>
      element(
        "div",
        { cls: `dl-entry dl-level-${level}` },
        element("time", {}, new Date(at * 1000).toTimeString().slice(0, 8)),
        element("span", { cls: "dl-level" }, level),
        says,
      ),
    );
}

// Keeps every line once, wherever the kernel began to send; without a gap.
function takeLines(held, from, lines) {
  if (from > held.length) return held;
  return [...held.slice(0, from), ...lines];
}

function logHead(number, last) {
  const tail = last ? ` · ${last[2]}` : "";
  return [element("b", {}, "Log "), element("span", { cls: "dl-quiet" }, `${count(number, "line")}${tail}`)];
}

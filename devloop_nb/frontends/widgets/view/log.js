// The run's events, a line each; levels can be left out, and lines looked for.

const NEWEST_LINES = 500;
const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "PROGRESS"];

// "DEBUG" is left out until it is asked for.
const firstLevels = () => new Set(LEVELS.filter((level) => level !== "DEBUG"));

// The newest lines that are like that, each with its place in the log.
function wanted(lines, levels, words) {
  const looked = words.toLowerCase();
  const found = [];
  for (let at = lines.length - 1; at >= 0 && found.length < NEWEST_LINES; at--) {
    const [, level, says] = lines[at];
    if (levels.includes(level) && says.toLowerCase().includes(looked)) found.unshift([at, ...lines[at]]);
  }
  return found;
}

function levelCounts(lines) {
  const counts = {};
  for (const [, level] of lines) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

// Lines are never changed, so that their number tells whether there is something new.
function logLines(view) {
  const entries = reusing((_, at, level, says) => entry(at, level, says));
  return (number, levels, words) => {
    const found = entries(wanted(view.lines, levels, words));
    if (view.atEnd) requestAnimationFrame(() => toEnd(view.page.log));
    if (found.length) return found;
    return element("p", { cls: "dl-quiet" }, number ? "No line is like that." : "Nothing yet.");
  };
}

const entry = (at, level, says) =>
  element(
    "div",
    { cls: `dl-entry dl-level-${level}` },
    element("time", {}, clock(at)),
    element("span", { cls: "dl-level" }, level),
    element("span", {}, says),
  );

const toEnd = (log) => (log.scrollTop = log.scrollHeight);

// Stays at the end of the log until somebody leaves it.
function followLog(view) {
  const { log, logBox } = view.page;
  view.atEnd = true;
  log.addEventListener("scroll", () => (view.atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8));
  logBox.addEventListener("toggle", () => view.update());
}

const clock = (at) => new Date(at * 1000).toTimeString().slice(0, 8);

function logFilter(counts, levels, view) {
  const toggle = (level) => {
    const shown = new Set(view.ui.levels);
    shown.has(level) ? shown.delete(level) : shown.add(level);
    view.choose({ levels: [...shown] });
  };
  return element(
    "div",
    { cls: "dl-controls", role: "group", "aria-label": "Levels of the log" },
    LEVELS.map((level) =>
      element(
        "button",
        {
          type: "button",
          cls: "dl-control dl-levelToggle",
          "data-key": `level ${level}`,
          "aria-pressed": String(levels.includes(level)),
          onclick: () => toggle(level),
        },
        `${levels.includes(level) ? "✓ " : ""}${level} `,
        element("span", { cls: "dl-quiet" }, String(counts[level] ?? 0)),
      ),
    ),
    element("input", {
      type: "search",
      "data-key": "log words",
      placeholder: "Find in the log",
      "aria-label": "Find in the log",
      oninput: (event) => view.choose({ words: event.target.value }),
    }),
  );
}

// Keeps every line once, wherever the kernel began to send; without a gap.
function takeLines(held, from, lines) {
  if (from > held.length) return held;
  return [...held.slice(0, from), ...lines];
}

function logHead(number, last) {
  const tail = last ? `${count(number, "line")} · ${last[2]}` : "";
  return [element("b", {}, "Log "), element("span", { cls: "dl-quiet" }, tail)];
}

// The run's events, a line each; levels can be left out, and lines looked for.

const NEWEST_LINES = 500;
const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "PROGRESS"];

// "DEBUG" is left out until it is asked for.
const firstLevels = () => new Set(LEVELS.filter((level) => level !== "DEBUG"));

function wanted(lines, levels, words) {
  const looked = words.toLowerCase();
  return lines.filter(([, level, says]) => levels.has(level) && says.toLowerCase().includes(looked));
}

function logLines(lines, levels, words) {
  const found = wanted(lines, new Set(levels), words);
  if (!found.length) return element("p", { cls: "dl-quiet" }, lines.length ? "No line is like that." : "Nothing yet.");
  return found.slice(-NEWEST_LINES).map(([at, level, says]) =>
    element(
      "div",
      { cls: `dl-entry dl-level-${level}` },
      element("time", {}, clock(at)),
      element("span", { cls: "dl-level" }, level),
      element("span", {}, says),
    ),
  );
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
  const tail = last ? ` · ${last[2]}` : "";
  return [element("b", {}, "Log "), element("span", { cls: "dl-quiet" }, `${count(number, "line")}${tail}`)];
}

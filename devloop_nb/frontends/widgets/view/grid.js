// The tests of a module by attempt; a sign and a word for every outcome, never the colour alone.

const OUTCOMES = {
  p: ["✓", "passed", "good"],
  f: ["✕", "failed", "bad"],
  e: ["!", "error", "bad"],
  t: ["T", "timeout", "bad"],
  m: ["?", "missing", "bad"],
  s: ["–", "skipped", "none"],
  x: ["–", "xfailed", "none"],
  u: ["u", "xpassed", "bad"],
  " ": ["·", "not run", "none"],
};

function grid(module, chosen, choose) {
  const columns = module.attempts.slice(-40);
  if (!module.tests.length || !columns.length) return [];
  const heads = columns.map((attempt) =>
    element(
      "th",
      { scope: "col" },
      element(
        "button",
        {
          type: "button",
          "data-key": `column ${attempt.n}`,
          cls: attempt.n === chosen ? "dl-chosen" : "",
          onclick: () => choose(attempt.n),
          "aria-label": `attempt ${attempt.n}`,
        },
        `${attempt.n}`,
      ),
    ),
  );
  const rows = module.tests.map((name, at) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", title: name }, shortId(name)),
      columns.map((attempt) => cell(attempt, attempt.marks[at] ?? " ", name)),
    ),
  );
  return element(
    "details",
    { open: true },
    element("summary", {}, "Tests by attempt"),
    element(
      "div",
      { cls: "dl-scroll", "data-scrolls": true },
      element(
        "table",
        { cls: "dl-grid" },
        element("thead", {}, element("tr", {}, element("td", {}), heads)),
        element("tbody", {}, rows),
      ),
    ),
  );
}

function cell(attempt, mark, name) {
  const [sign, word, tone] = OUTCOMES[mark];
  return element(
    "td",
    {},
    element(
      "span",
      {
        cls: `dl-mark dl-${tone}`,
        role: "img",
        "aria-label": word,
        title: `${name}, attempt ${attempt.n}: ${word}`,
      },
      sign,
    ),
  );
}

// Long names keep their end too: that is where parametrised tests differ.
function shortId(name) {
  const own = name.split("::").slice(1).join("::") || name;
  return own.length > 32 ? `${own.slice(0, 15)}…${own.slice(-16)}` : own;
}

// What changed from another attempt to this one, with the words that changed; unified, or side by side.

const SIGNS = { "+": ["added", "+"], "-": ["removed", "−"], "@": ["hunk", ""], " ": ["same", " "] };

addPanel({
  name: "diff",
  at: "attempt",
  slice: (view) => {
    const { module, attempt, body } = view.shown();
    if (view.ui.tab !== "diff" || !attempt || !body) return null;
    const named = { parent: body.base, best: module.best, accepted: module.accepted };
    const against = chosenBase(view.ui.against, named, attempt.n);
    const what = { module: module.name, number: attempt.n, against };
    const fresh = `${attempt.step} ${named.best} ${named.accepted}`;
    return {
      n: attempt.n,
      named,
      against,
      numbers: module.attempts.map((other) => other.n),
      split: Boolean(view.ui.split),
      difference: against ? fetched(view, "difference", what, fresh) : null,
    };
  },
  build: (data, view) =>
    data.difference
      ? [diffControls(data, view), answered(view, data.difference, (body) => diffBody(data, body))]
      : element("p", { cls: "dl-quiet" }, "This is the only attempt: there is nothing to compare it with."),
});

// What was asked for, where there is such an attempt and it is another one; else the first that is.
function chosenBase(wanted, named, n) {
  const good = (name) => named[name] && named[name] !== n;
  if (wanted && (wanted in named ? good(wanted) : Number(wanted) !== n)) return wanted;
  return ["parent", "best", "accepted"].find(good) ?? (n > 1 ? String(n - 1) : null);
}

function diffControls({ n, named, against, numbers, split }, view) {
  const option = (value, says, disabled) => element("option", { value, disabled, selected: value === against }, says);
  const titles = { parent: "its parent", best: "the best", accepted: "the accepted" };
  return element(
    "div",
    { cls: "dl-controls" },
    element(
      "label",
      {},
      "Compared with ",
      element(
        "select",
        { "data-key": `diff against ${n}`, onchange: (event) => view.choose({ against: event.target.value }) },
        Object.entries(titles).map(([name, says]) =>
          option(name, named[name] ? `${says}, #${named[name]}` : `${says}: none`, !named[name] || named[name] === n),
        ),
        numbers.filter((other) => other !== n).map((other) => option(String(other), `attempt ${other}`, false)),
      ),
    ),
    element(
      "div",
      { cls: "dl-toggle", role: "group", "aria-label": "Layout" },
      [
        [false, "Unified"],
        [true, "Side by side"],
      ].map(([value, says]) =>
        element(
          "button",
          {
            type: "button",
            cls: "dl-action",
            "data-key": `diff ${says}`,
            "aria-pressed": String(split === value),
            onclick: () => view.choose({ split: value }),
          },
          says,
        ),
      ),
    ),
  );
}

function diffBody({ split }, { base, lines }) {
  if (!base) return element("p", { cls: "dl-quiet" }, "There is no such attempt.");
  if (!lines.length) return element("p", { cls: "dl-quiet" }, `The code is the same as in attempt ${base}.`);
  return element(
    "div",
    {
      cls: `dl-code dl-difference${split ? " dl-split" : ""}`,
      tabindex: 0,
      role: "region",
      "aria-label": `Difference to attempt ${base}`,
    },
    split ? pairsOf(lines).map(splitLine) : lines.map(unifiedLine),
  );
}

function unifiedLine([sign, old, now, pieces]) {
  const [kind, shown] = SIGNS[sign];
  return element(
    "div",
    { cls: `dl-line dl-${kind}` },
    lineNumber(sign === "+" ? 0 : old),
    lineNumber(sign === "-" ? 0 : now),
    element("span", { cls: "dl-gutter dl-sign" }, shown),
    element("code", {}, words(sign, pieces)),
  );
}

const lineNumber = (number) => element("span", { cls: "dl-gutter", "aria-hidden": "true" }, number ? String(number) : "");

const words = (sign, pieces) =>
  pieces.map(([piece, changed]) => (changed ? element(sign === "+" ? "ins" : "del", {}, inOrder(piece)) : inOrder(piece)));

// Removed lines stand beside those that took their place.
function pairsOf(lines) {
  const pairs = [];
  let [gone, come] = [[], []];
  const flush = () => {
    for (const line of gone) {
      while (line[2] && come[0] && come[0][2] < line[2]) pairs.push([null, come.shift()]);
      pairs.push([line, line[2] ? come.shift() : null]);
    }
    pairs.push(...come.map((line) => [null, line]));
    [gone, come] = [[], []];
  };
  for (const line of lines) {
    if (line[0] === "-") gone.push(line);
    else if (line[0] === "+") come.push(line);
    else {
      flush();
      pairs.push([line, line]);
    }
  }
  flush();
  return pairs;
}

function splitLine([left, right]) {
  if (left?.[0] === "@") return element("div", { cls: "dl-line dl-hunk" }, element("code", {}, words("@", left[3])));
  return element("div", { cls: "dl-line" }, half(left, 1), half(right, 2));
}

function half(line, place) {
  if (!line) return element("div", { cls: "dl-half dl-nothing" });
  const [kind, shown] = SIGNS[line[0]];
  return element(
    "div",
    { cls: `dl-half dl-${kind}` },
    lineNumber(line[place]),
    element("span", { cls: "dl-gutter dl-sign" }, shown),
    element("code", {}, words(line[0], line[3])),
  );
}

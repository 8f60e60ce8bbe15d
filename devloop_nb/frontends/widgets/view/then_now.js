// One test from the heat map: what came of it in this attempt, then and now, and once more in a fresh kernel.

addPanel({
  name: "thenNow",
  at: "actions",
  slice: (view) => {
    const { module, attempt } = view.shown();
    const test = view.ui.test;
    if (!attempt || !test || !module.tests.includes(test)) return null;
    const what = { module: module.name, number: attempt.n, test };
    const newest = module.attempts.at(-1);
    const pair = fetched(view, "then and now", what, `${module.best} ${newest.n} ${newest.step} ${attempt.step}`);
    return { ...what, pair, again: againOf(view, what), gone: view.ui.gone };
  },
  build: (data, view) =>
    element(
      "section",
      { cls: "dl-thenNow", "aria-label": `${data.test}, then and now` },
      element(
        "h5",
        {},
        shortId(data.test),
        element(
          "button",
          {
            type: "button",
            cls: "dl-close",
            "data-key": "close then and now",
            "aria-label": "Close",
            onclick: () => view.choose({ test: null }),
          },
          "✕",
        ),
      ),
      answered(view, data.pair, (body) => [
        element("div", { cls: `dl-pair${body.now?.outcome === "passed" ? " dl-brief" : ""}` }, thenSide(data, body), nowSide(body)),
        againPart(view, data, body.then),
      ]),
    ),
});

const thenSide = ({ number }, body) => caseSide(`Then: attempt ${number}`, body.then);
const nowSide = (body) =>
  body.number && caseSide(`Now: attempt ${body.number}, the ${body.best ? "best" : "newest"}`, body.now);

function caseSide(title, test) {
  const [sign, word, tone] = outcomeMark(test?.outcome);
  return element(
    "div",
    { cls: "dl-side-case" },
    element(
      "p",
      {},
      element("span", { cls: `dl-mark dl-${tone}`, role: "img", "aria-label": word }, sign),
      element("b", {}, ` ${title}`),
      element("span", { cls: "dl-quiet" }, ` ${[word, seconds(test?.seconds)].filter(Boolean).join(", ")}`),
    ),
    test && caseStory(test),
  );
}

// The failing assertion first, then what it expected and got, then the whole story; `bare` without its message.
function caseStory(test, bare = false) {
  const failed = test.assertion;
  return [
    failed && element("pre", { cls: "dl-assertion" }, inOrder(failed.line)),
    failed &&
      failed.expected &&
      element(
        "dl",
        { cls: "dl-sides" },
        element("dt", {}, "expected"),
        element("dd", {}, inOrder(failed.expected)),
        element("dt", {}, "got"),
        element("dd", {}, inOrder(failed.got)),
      ),
    !failed && !bare && test.message && element("div", { cls: "dl-finding dl-error" }, caseMessage(test)),
    test.traceback && text(test.traceback, "Traceback"),
    test.output && text(test.output, "Output of the test"),
  ];
}

const caseMessage = ({ message, exception }) =>
  !exception || message.startsWith(exception) ? message : `${exception}: ${message}`;

const againKey = ({ module, number, test }) => `${module} ${number} ${test}`;
const againOf = (view, what) => view.again?.get(againKey(what)) ?? null;

// Nothing of it is stored: the run stays as it was.
function runAgain(view, what) {
  view.again ??= new Map();
  const key = againKey(what);
  if (view.again.get(key)?.going) return;
  view.again.set(key, { going: true });
  view.update();
  view
    .ask("test again", what)
    .then(
      (body) => view.again.set(key, { body }),
      (error) => view.again.set(key, { error: error.message }),
    )
    .then(() => view.update());
}

function againPart(view, what, stored) {
  const again = againOf(view, what);
  if (view.ui.gone) return null;
  return element(
    "div",
    { cls: "dl-again" },
    element(
      "button",
      {
        type: "button",
        cls: "dl-action",
        "data-key": `again ${againKey(what)}`,
        "aria-disabled": again?.going ? "true" : false,
        title: "In a fresh kernel, over this attempt; nothing of it is stored",
        onclick: () => runAgain(view, what),
      },
      again?.going ? "Running…" : "Run this test again",
    ),
    element("span", { cls: "dl-againSays", role: "status" }, again && againSays(again, stored)),
    again?.body && again.body.outcome !== "passed" && caseStory(again.body),
  );
}

function againSays({ going, error, body }, stored) {
  if (going) return "a fresh kernel starts…";
  if (error) return `✕ ${error}`;
  const [sign] = outcomeMark(body.outcome);
  const before = stored ? `; stored: ${stored.outcome} in ${seconds(stored.seconds) || "0 ms"}` : "";
  return `${sign} ${body.outcome} in ${seconds(body.seconds) || "0 ms"}${before}`;
}

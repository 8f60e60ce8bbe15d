// What the run asks people: what about, until when, what happens then, and their answer.

const KINDS = {
  plan: "The plan",
  api: "The signatures",
  security: "A security finding",
  dependency: "A large package",
  expectations: "What a test expects",
  budget: "The budget",
  acceptance: "Code below the threshold",
  blocker: "A module that fell short",
  stage: "A stage",
};
const THEN = { approve: "it counts as approved", reject: "it counts as rejected", stop: "the run stops, and can be resumed" };

const PRIMARY = "dl-control dl-primary";

addPanel({
  name: "ask",
  at: "ask",
  slice(view) {
    const { index, ui } = view;
    if (ui.gone || !index.asks?.length) return null;
    const live = standing(index) === "running";
    return index.asks.map((question) => ({
      ...question,
      live,
      name: index.name,
      text: question.shows && !question.plan ? (view.fetched("question", question.id, { checkpoint: question.id }, `question ${question.id}`) ?? "") : "",
      plan: question.plan && plan(view),
      editing: ui.editing === question.id,
      told: ui.told[question.id] ?? null,
    }));
  },
  build: (questions, view) => questions.map((question) => questionCard(question, view)),
});

function questionCard(question, view) {
  const busy = question.told?.how === "busy";
  return element(
    "section",
    { cls: "dl-question", "aria-label": `The run asks: ${question.asks}` },
    element(
      "h4",
      {},
      element("span", { cls: "dl-asking", "aria-hidden": "true" }, "?"),
      question.asks,
      element("span", { cls: "dl-badge" }, KINDS[question.about] ?? question.about),
    ),
    deadline(question),
    question.text && text(question.text, "What it is about"),
    question.plan && !question.editing && planPicture(question.plan),
    question.editing ? planEditor(question, view) : answerForm(question, busy, view),
    toldLine(question.told),
  );
}

function deadline({ live, until, then, name }) {
  if (!live)
    return element(
      "p",
      { cls: "dl-quiet" },
      `Nobody is working on this run: an answer is kept for when it goes on, with %devloop resume ${name}.`,
    );
  if (until === null) return element("p", { cls: "dl-quiet" }, "The run waits for your answer, however long it takes.");
  return element(
    "p",
    { cls: "dl-deadline" },
    "Without an answer in ",
    element("b", { "data-until": until, role: "timer", "aria-live": "off" }, remaining(until)),
    ` ${THEN[then]}.`,
  );
}

function answerForm(question, busy, view) {
  const send = (choice, note, doing) => {
    view.tell(question.id, doing, "busy");
    view.ask("answer", { checkpoint: question.id, choice, note }).then(
      (says) => view.tell("controls", says, "done"),
      (error) => view.tell(question.id, error.message, "bad"),
    );
  };
  const note = () => view.page.root.querySelector(`[data-key="${CSS.escape(`note ${question.id}`)}"]`).value.trim();
  const button = (key, label, title, onclick) =>
    controlButton(`${key} ${question.id}`, label, title, onclick, { disabled: busy, cls: key === "approve" && PRIMARY });
  return element(
    "div",
    { cls: "dl-answer" },
    element(
      "label",
      { cls: "dl-grow" },
      "Note: why, or what to do better",
      element("input", { "data-key": `note ${question.id}`, maxlength: 4000, autocomplete: "off" }),
    ),
    element(
      "div",
      { cls: "dl-controls" },
      button("approve", busy && question.told.says === "Approving…" ? "Approving…" : "✓ Approve", "Yes", () =>
        send("approve", note(), "Approving…"),
      ),
      button("reject", busy && question.told.says === "Rejecting…" ? "Rejecting…" : "✕ Reject", "No; the note says why", () =>
        send("reject", note(), "Rejecting…"),
      ),
      question.choices.includes("edit") &&
        button("edit", "✎ Edit the plan", "Write another plan in its place", () => openEditor(question, view)),
      question.about === "plan" &&
        button("skip", "Skip", "Goes on with this plan; it is noted that nobody looked at it", () =>
          send("approve", "Skipped: nobody looked at the plan.", "Approving…"),
        ),
    ),
  );
}

function openEditor(question, view) {
  view.choose({ editing: question.id });
  view.page.root.querySelector(`[data-key="${CSS.escape(`yaml ${question.id}`)}"]`)?.focus();
}

function planEditor(question, view) {
  const field = element("textarea", {
    cls: "dl-yaml",
    "data-key": `yaml ${question.id}`,
    rows: Math.min(24, (question.plan?.text ?? "").split("\n").length + 1),
    spellcheck: "false",
    "aria-label": "The plan as YAML",
  });
  field.value = question.plan?.text ?? "";
  const send = () => {
    view.tell(question.id, "Putting it in place…", "busy");
    view.ask("edit_plan", { checkpoint: question.id, text: field.value }).then(
      (says) => view.choose({ editing: null }) ?? view.tell("controls", says, "done"),
      (error) => view.tell(question.id, error.message, "bad"),
    );
  };
  return element(
    "div",
    { cls: "dl-answer" },
    element("p", { cls: "dl-quiet" }, "Rename, drop, add or re-order modules; what you write is what is built."),
    field,
    element(
      "div",
      { cls: "dl-controls" },
      controlButton(`use ${question.id}`, "✓ Use this plan", "", send, { cls: PRIMARY, disabled: question.told?.how === "busy" }),
      controlButton(`leave ${question.id}`, "Cancel", "", () => {
        view.choose({ editing: null, told: { ...view.ui.told, [question.id]: null } });
      }),
    ),
  );
}

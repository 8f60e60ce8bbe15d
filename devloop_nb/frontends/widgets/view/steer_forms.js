// The two things that are said to a run in words or numbers: a note, and another limit.

const LIMIT_WORDS = {
  attempts: "attempts for each module",
  threshold: "score that is enough",
  run_tokens: "tokens of this run",
  run_money: "USD of this run",
  run_seconds: "seconds of work of this run",
  run_calls: "calls of this run",
  day_tokens: "tokens of a day",
  day_money: "USD of a day",
  project_tokens: "tokens of the project",
  project_money: "USD of the project",
};

function onSend(event, act) {
  event.preventDefault();
  event.stopPropagation();
  act(event.currentTarget);
}

// Whoever stood in the form then stands on the button that opens it.
function closeForm(view) {
  const { form } = view.ui;
  const inside = view.page.root.querySelector(".dl-form")?.contains(document.activeElement);
  view.choose({ form: "" });
  if (inside) view.page.root.querySelector(`[data-key="${form}"]`)?.focus();
}

const onEscape = (view) => (event) => event.key === "Escape" && closeForm(view);

function noteForm({ modules }, view) {
  const send = (form) => {
    const says = form.says.value.trim();
    if (!says) return view.tell("controls", "Write what the model is to be told.", "bad");
    wish(view, { kind: "note", says, module: form.module?.value ?? "" }, "Sending the note…").then((done) => {
      if (done) form.says.value = "";
      if (done) closeForm(view);
    });
  };
  return element(
    "form",
    { cls: "dl-form", onsubmit: (event) => onSend(event, send), onkeydown: onEscape(view), "aria-label": "Note to the model" },
    element(
      "label",
      { cls: "dl-grow" },
      "The model is told from its next call on",
      element("input", { name: "says", "data-key": "note field", maxlength: 4000, autocomplete: "off" }),
    ),
    modules.length > 1 &&
      element(
        "label",
        {},
        "about",
        element(
          "select",
          { name: "module", "data-key": "note module" },
          element("option", { value: "" }, "all modules"),
          modules.map((name) => element("option", { value: name }, name)),
        ),
      ),
    element("button", { cls: "dl-control", "data-key": "note send" }, "Send"),
  );
}

function limitForm({ limits }, view) {
  const send = (form) => {
    const body = { kind: "raise_limit", name: form.limit.value, value: Number(form.value.value) };
    if (!form.value.value) return view.tell("controls", "Write the new value.", "bad");
    wish(view, body, "Raising the limit…").then((done) => {
      if (done) form.value.value = "";
      if (done) closeForm(view);
    });
  };
  return element(
    "form",
    { cls: "dl-form", onsubmit: (event) => onSend(event, send), onkeydown: onEscape(view), "aria-label": "Raise a limit" },
    element(
      "label",
      { cls: "dl-grow" },
      "Limit",
      element(
        "select",
        { name: "limit", "data-key": "limit field", "aria-label": "Limit" },
        limits.map(([name, value]) =>
          element("option", { value: name }, `${LIMIT_WORDS[name]}, now ${value.toLocaleString("en")}`),
        ),
      ),
    ),
    element(
      "label",
      {},
      "New value",
      element("input", { name: "value", type: "number", step: "any", min: 0, "data-key": "limit value" }),
    ),
    element("button", { cls: "dl-control", "data-key": "limit send" }, "Raise"),
  );
}

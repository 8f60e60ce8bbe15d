// The fields of a form: a label, a place to type, and below it room for what is found about it.

const ROWS = { text: 2, items: 2, libraries: 2, tests: 4 };

function fieldOf(question, prefix, changed) {
  const id = `${prefix}-${question.field}`;
  const long = ROWS[question.shape];
  const box = element(long ? "textarea" : "input", {
    id,
    "data-field": question.field,
    cls: question.shape === "tests" || question.field === "notes" ? "dl-code-box" : null,
    rows: long,
    placeholder: question.hint,
    spellcheck: question.shape === "tests" ? "false" : null,
    inputmode: question.shape === "number" ? "decimal" : null,
    "aria-describedby": `${id}-found`,
    "aria-required": question.optional ? null : "true",
  });
  box.value = question.value;
  const found = element("div", { id: `${id}-found`, cls: "dl-found" });
  const label = element("label", { for: id }, element("b", {}, question.title), " ");
  label.append(element("span", { cls: "dl-quiet" }, question.asks));
  const root = element("div", { cls: `dl-field dl-shape-${question.shape}` }, label, box, found);
  const field = { field: question.field, root, box, found, touched: false };
  box.addEventListener("input", () => {
    field.touched = true;
    grow(box);
    changed();
  });
  return field;
}

// As high as its text, up to a limit; what is hidden has no height yet.
function grow(box) {
  if (box.tagName !== "TEXTAREA" || !box.offsetParent) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 420)}px`;
}

function givenPanel({ says, rows }) {
  if (!rows.length) return null;
  const blocks = rows.map((row) =>
    element(
      "details",
      { open: true },
      element(
        "summary",
        {},
        row.name,
        element("span", { cls: "dl-quiet" }, ` ${row.kind}: about ${count(row.tokens, "token")} to the model, ${count(row.bytes, "byte")} to the fresh kernel`),
      ),
      element("pre", { cls: "dl-told", tabindex: "0" }, row.told),
    ),
  );
  return element("section", { cls: "dl-given", "aria-label": "Given along" }, element("h4", {}, "Given along"), element("p", { cls: "dl-quiet" }, says), blocks);
}

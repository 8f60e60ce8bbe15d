// What was found about the requirements: beside each field a line for each finding, and all of it in one line.

const SIGNS = { error: "✕", warning: "!", info: "i" };
const WORDS = { error: "Error", warning: "Question", info: "Note" };

function foundLine(finding) {
  return element(
    "p",
    { cls: `dl-said dl-${finding.severity}` },
    element("span", { cls: "dl-sign", "aria-hidden": "true" }, SIGNS[finding.severity]),
    element("span", {}, element("b", {}, `${WORDS[finding.severity]}: `), finding.says, finding.open ? "" : ` — ${finding.asks}`),
  );
}

// A question that no field holds the answer of yet is a field itself.
function openQuestion(finding, prefix, place) {
  const id = `${prefix}-answer`;
  const box = element("textarea", { id, rows: 2, cls: "dl-code-box dl-answer", placeholder: ">>> half(4)\n2" });
  const add = element("button", { cls: "dl-button", onclick: () => box.value.trim() && place(box.value) }, "Add the answer");
  return element("div", { cls: "dl-open" }, element("label", { for: id }, element("b", {}, finding.asks)), box, add);
}

function showFound(field, findings, prefix, place) {
  const worst = findings.some((finding) => finding.severity === "error");
  field.box.setAttribute("aria-invalid", String(worst));
  const typed = field.found.querySelector(".dl-answer")?.value ?? "";
  const lines = findings.map((finding) => [foundLine(finding), finding.open && openQuestion(finding, prefix, place)]);
  field.found.replaceChildren(...lines.flat().filter(Boolean));
  const answer = field.found.querySelector(".dl-answer");
  if (answer) answer.value = typed;
  const group = findings.length && field.root.closest("details");
  if (group) group.open = true;
}

function inOneLine(findings) {
  const of = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, questions] = [of("error"), of("warning")];
  const told = [errors && count(errors, "error"), questions && count(questions, "question")].filter(Boolean).join(", ");
  return told ? `${errors ? "✕" : "!"} ${told}${errors ? "" : "; it can run all the same"}` : "✓ Nothing is missing";
}

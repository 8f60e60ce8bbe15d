// Code, with colours from the theme.

const TOKENS = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<string>[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))/,
    /\b(?<keyword>False|None|True|and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b/,
    /(?<=\b(?:def|class)\s+)(?<def>\w+)/,
    /\b(?<number>\d[\w.]*)\b/,
    /(?<other>[\s\S])/,
  ]
    .map((token) => token.source)
    .join("|"),
  "g",
);

// Words that run from right to left stay where they stand in the code; they would draw what is around them along.
const BACKWARDS = /([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*)/;
const inOrder = (text) => text.split(BACKWARDS).map((piece, at) => (at % 2 ? element("bdi", {}, piece) : piece));

function highlighted(code) {
  const lines = [document.createDocumentFragment()];
  let plainText = "";
  const flush = (text, kind) =>
    text.split("\n").forEach((piece, at) => {
      if (at) lines.push(document.createDocumentFragment());
      if (piece) lines[lines.length - 1].append(...(kind ? [element("span", { cls: `dl-${kind}` }, inOrder(piece))] : inOrder(piece)));
    });
  for (const match of code.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    if (kind === "other") {
      plainText += match[0];
      continue;
    }
    flush(plainText);
    plainText = "";
    flush(match[0], kind);
  }
  flush(plainText);
  return lines;
}

function codePane(code) {
  if (!code) return element("p", { cls: "dl-quiet" }, "No code yet.");
  const lines = highlighted(code.replace(/\n$/, ""));
  return element(
    "div",
    { cls: "dl-code", tabindex: 0, role: "region", "aria-label": "Code" },
    lines.map((line, at) =>
      element(
        "div",
        { cls: "dl-line" },
        element("span", { cls: "dl-gutter", "aria-hidden": "true" }, String(at + 1)),
        element("code", {}, line),
      ),
    ),
  );
}

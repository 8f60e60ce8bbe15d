// Two texts beside each other, line by line.

function textPair({ name, rows }) {
  const head = element("h5", {}, name);
  if (!rows.length) return [head, element("p", { cls: "dl-quiet" }, "The same on both sides.")];
  const lines = rows.map(([left, before, right, after, sign]) =>
    sign === "@"
      ? element("tr", { cls: "dl-hunk" }, element("td", { colspan: 4 }, ["⋯ ", inOrder(before)]))
      : element(
          "tr",
          {},
          half(left, before, sign === "-" || sign === "~" ? "−" : "", "dl-removed"),
          half(right, after, sign === "+" || sign === "~" ? "+" : "", "dl-added"),
        ),
  );
  const table = element("table", { cls: "dl-twoTexts" }, headed(["A", "", "B", ""]), element("tbody", {}, lines));
  return [head, element("div", { cls: "dl-code", tabindex: 0, role: "region", "aria-label": `${name}, A and B` }, table)];
}

const half = (number, text, sign, tone) => [
  element("td", { cls: `dl-no ${sign ? tone : ""}` }, `${sign} ${number ?? ""}`.trim()),
  element("td", { cls: `dl-oneSide ${sign ? tone : ""}` }, inOrder(text ?? "")),
];

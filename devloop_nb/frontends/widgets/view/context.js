// What the model was given for an attempt, part by part, and what did not fit.

const FATES = {
  sent: ["✓", "good", "all of it fitted"],
  cut: ["✂", "bad", "it was longer than what was left of the prompt's budget; its middle was left out"],
  dropped: ["✕", "bad", "too little was left of the prompt's budget for an item of its rank"],
};

function contextPane(body) {
  const calls = body.calls.filter((call) => call.told.length);
  if (!calls.length)
    return element(
      "p",
      { cls: "dl-quiet" },
      body.calls.length ? "The answer was prepared: nothing was put into a prompt." : "No model was asked.",
    );
  return calls.map((call) => {
    const sent = call.told.reduce((sum, [, , tokens]) => sum + tokens, 0);
    return [
      element("p", { cls: "dl-facts" }, [call.key, `about ${count(sent, "token")} of context`, call.template].filter(Boolean).join("  ·  ")),
      plainTable(
        `Context of ${call.key}`,
        ["item", "rank", "tokens sent", "what became of it"],
        call.told.map(([item, rank, tokens, fate]) => [
          element("b", {}, item),
          rank,
          tokens.toLocaleString("en"),
          [marked(FATES[fate], fate), element("span", { cls: "dl-quiet" }, `: ${FATES[fate][2]}`)],
        ]),
      ),
    ];
  });
}

// What was printed, and what was said to a model and by it.

function outputPane(body) {
  const said = body.outputs.filter(([, content]) => content);
  if (!said.length) return element("p", { cls: "dl-quiet" }, "The kernel printed nothing.");
  return said.map(([name, content]) => [element("h5", {}, name), text(content, name)]);
}

function modelPane(body, calls, fetchCall) {
  if (!body.calls.length) return element("p", { cls: "dl-quiet" }, "No model was asked.");
  return body.calls.map((call) => {
    const full = calls[call.key];
    return element(
      "div",
      { cls: "dl-call" },
      element(
        "p",
        { cls: "dl-facts" },
        [
          call.lm,
          call.key,
          `${count(call.tokens_in, "token")} in`,
          `${call.tokens_out.toLocaleString("en")} out`,
          seconds(call.seconds),
          call.finish,
        ]
          .filter(Boolean)
          .join("  ·  "),
      ),
      call.problem && element("div", { cls: "dl-finding dl-warning" }, `⚠ ${call.problem}`),
      full
        ? [
            element("h5", {}, "Prompt"),
            text(full.prompt, "Prompt"),
            element("h5", {}, "Answer"),
            text(full.text, "Answer"),
          ]
        : element(
            "button",
            { type: "button", cls: "dl-more", "data-key": `call ${call.key}`, onclick: () => fetchCall(call.key) },
            "Show prompt and answer",
          ),
    );
  });
}

const text = (content, label) =>
  element("pre", { cls: "dl-text", tabindex: 0, role: "region", "aria-label": label }, inOrder(content || "(empty)"));

// A few lines of Python in a fresh kernel beside the attempt's code.

addPanel({
  name: "scratch",
  at: "attempt",
  slice: (view) => {
    const { module, attempt } = view.shown();
    if (view.ui.tab !== "scratch" || !attempt || view.ui.gone) return null;
    const held = scratchOf(view, module.name, attempt.n);
    return { module: module.name, n: attempt.n, going: held.going, came: held.came };
  },
  build: (data, view) => {
    const held = scratchOf(view, data.module, data.n);
    const field = element("textarea", {
      cls: "dl-field",
      rows: 5,
      spellcheck: "false",
      autocomplete: "off",
      "data-key": `scratch ${data.module} ${data.n}`,
      "aria-label": `Python to run beside attempt ${data.n}`,
      oninput: (event) => (held.source = event.target.value),
      onkeydown: (event) => scratchKeys(event, () => runScratch(view, data, held)),
    });
    field.value = held.source;
    return [
      element(
        "p",
        { cls: "dl-quiet" },
        `Runs in a fresh kernel inside the fence, which can import attempt ${data.n} of ${data.module}. Nothing is kept between two runs.`,
      ),
      field,
      element(
        "div",
        { cls: "dl-controls" },
        element(
          "button",
          {
            type: "button",
            cls: "dl-action",
            "data-key": "run scratch",
            "aria-disabled": data.going ? "true" : false,
            title: "Shift+Enter",
            onclick: () => runScratch(view, data, held),
          },
          data.going ? "Running…" : "▶ Run",
        ),
        element("span", { cls: "dl-quiet" }, "Shift+Enter runs it too"),
      ),
      element("div", { role: "status" }, data.came && scratchEnd(data.came)),
    ];
  },
});

function scratchOf(view, module, n) {
  view.scratches ??= new Map();
  const key = `${module} ${n}`;
  if (!view.scratches.has(key)) view.scratches.set(key, { source: `from ${module} import *\n\n`, going: false, came: null });
  return view.scratches.get(key);
}

// The notebook must not take these keys for its own.
function scratchKeys(event, run) {
  event.stopPropagation();
  if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
}

async function runScratch(view, { module, n }, held) {
  if (held.going) return;
  held.going = true;
  view.update();
  try {
    held.came = await view.ask("scratch", { module, number: n, source: held.source });
  } catch (error) {
    held.came = { error: error.message };
  }
  held.going = false;
  view.update();
}

function scratchEnd({ printed, result, error }) {
  return [
    printed && text(printed, "What it printed"),
    result && text(result, "Its result"),
    error && element("div", { cls: "dl-finding dl-error" }, `✕ ${error}`),
    !printed && !result && !error && element("p", { cls: "dl-quiet" }, "It ran, and gave no value."),
  ];
}

// What can be done with the attempt that is looked at: accept it, put it back, undo, redo, take its code elsewhere.

addPanel({
  name: "actions",
  at: "actions",
  slice: (view) => {
    const { module, attempt } = view.shown();
    if (!attempt || view.ui.gone) return null;
    const past = fetched(view, "acceptances", { module: module.name }, `${module.accepted} ${view.turns ?? 0}`);
    const said = view.said?.place === `${module.name} ${attempt.n}` ? view.said : null;
    const held = answerOf(view, past) ?? view.past;
    if (past.done) view.past = held;
    return { module: module.name, accepted: module.accepted, n: attempt.n, step: attempt.step, past: held, said };
  },
  build: (data, view) => [
    element("div", { cls: "dl-actions", role: "group", "aria-label": `Attempt ${data.n}` }, actionButtons(data, view)),
    element(
      "div",
      { cls: data.said?.error ? "dl-finding dl-error" : "dl-quiet", role: "status" },
      data.said && (data.said.error ? `✕ ${data.said.error}` : inOrder(data.said.says)),
      data.said?.warnings?.map((warning) => element("div", { cls: "dl-finding dl-warning" }, "⚠ ", inOrder(warning))),
    ),
  ],
});

function actionButtons(data, view) {
  const { n, accepted, past } = data;
  const [written, scored] = [data.step !== "writing", data.step === "scored"];
  const made = past?.made ?? [];
  const put = made.includes(n) ? "Put back" : "Accept";
  const turn = (what) => () => act(view, data, what, { module: data.module, number: n });
  const towards = (number) => (number ? `attempt ${number}` : "no accepted attempt");
  return [
    n === accepted
      ? action("accept", "★ Accepted", `Attempt ${n} is the accepted code of ${data.module}`, null)
      : action(
          "accept",
          put,
          scored ? `Makes attempt ${n} the accepted code of ${data.module}; Undo takes it back` : "It has no score yet",
          scored && turn("accept"),
        ),
    action("undo", "↶ Undo", past?.undo != null && `Back to ${towards(past.undo)}`, past?.undo != null && turn("undo")),
    action("redo", "↷ Redo", past?.redo != null && `To ${towards(past.redo)} again`, past?.redo != null && turn("redo")),
    action(
      "insert",
      "Insert as cell",
      written ? "The code of this attempt in a new cell below" : "It has no code yet",
      written && (() => insert(view, data)),
    ),
    action(
      "scratch",
      "Open in a scratch kernel",
      written ? "A fresh kernel beside this code, to poke at it" : "It has no code yet",
      written && (() => view.choose({ module: data.module, number: n, tab: "scratch" })),
    ),
  ];
}

// A button that cannot be used now keeps its place and the focus.
function action(key, says, title, call) {
  return element(
    "button",
    {
      type: "button",
      cls: "dl-action",
      "data-key": `action ${key}`,
      "aria-disabled": call ? false : "true",
      title: title || "There is nothing to change",
      onclick: call || (() => {}),
    },
    says,
  );
}

async function act(view, { module, n }, what, message) {
  view.choose({ module, number: n });
  await say(view, module, n, async () => {
    const past = await view.ask(what, message);
    view.turns = (view.turns ?? 0) + 1;
    view.past = past;
    const folder = `Its code is ${past.folder}/${module}.py.`;
    const says = past.now ? `Accepted now: attempt ${past.now}. ${folder}` : "Accepted now: no attempt.";
    return { says, warnings: past.warnings };
  });
}

async function insert(view, { module, n }) {
  await say(view, module, n, async () => {
    const inside = insertCell(view, await view.ask("cell", { module, number: n }), n);
    return { says: inside ? "Its code is in the new cell below." : "Its code is in a new cell of the notebook, below the run's." };
  });
}

// Does something and tells below the buttons what came of it.
async function say(view, module, n, work) {
  const place = `${module} ${n}`;
  view.said = { place, says: "Asking the kernel…" };
  view.update();
  try {
    view.said = { place, ...(await work()) };
  } catch (error) {
    view.said = { place, error: error.message };
  }
  view.update();
}

// JupyterLab's widget manager knows the notebook; where there is none, a magic does it. A view may stand in a cell, or in
// a tab of its own: whether it stands in one.
function insertCell(view, source, n) {
  const notebook = view.model.widget_manager?.context?.model?.sharedModel;
  if (!notebook?.insertCell)
    throw new Error(`This viewer takes no cells from a view: run %devloop accept ${view.index.name} --attempt ${n} --cell`);
  const cell = view.page.root.closest(".jp-Cell");
  const at = cell ? placeOf(cell) : (receiptsOf(view)[0]?.at ?? notebook.cells.length - 1);
  notebook.insertCell(at + 1, { cell_type: "code", source, metadata: {} });
  return Boolean(cell);
}

const placeOf = (cell) =>
  Number(cell.dataset.windowedListIndex ?? [...cell.closest(".jp-Notebook").querySelectorAll(".jp-Cell")].indexOf(cell));

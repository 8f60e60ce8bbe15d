// Panels: parts of the page that are added without the rest of the view knowing them. A file of its own calls
//
//   addPanel({
//     name: "decisions",            // also the class of its box: dl-at-decisions
//     at: "run",                    // a place: "top" (above the modules), "side" (above the list of attempts),
//                                   // "attempt" (below its tabs), "run" (above the log)
//     title: "Decisions",           // a summary to open and close it with; without a title it is always open
//     late: true,                   // shown a frame after the rest, where it is large
//     open: (view) => true,         // whether it is open at first; without it it is closed
//     slice: (view, open) => data,  // what it shows, as plain data; null hides it; it is rebuilt when this changes
//     build: (data, view) => nodes, // made with element(...)
//     make: (view) => (data) => nodes, // in place of build, for one that keeps nodes from one time to the next
//   });
//
// view.index and view.ui say what is known and chosen, view.shown() what module, attempt and body are looked at,
// view.choose({...}) changes view.ui, and view.ask(NAME, {...}) asks the kernel: a promise, see asks.py.
// view.fetched(NAME, KEY, {...}) is the answer to that, asked for once for each KEY; undefined until it is there.
// view.tell(KEY, SAYS, HOW) keeps a line in view.ui.told[KEY]; HOW is "busy", "done" or "bad"; toldLine(...) shows it.
// addMessage(IS, (view, message) => ...) takes what the kernel sends unasked.

const PANELS = [];
const MESSAGES = {};

const addPanel = (panel) => PANELS.push(panel);
const addMessage = (is, take) => (MESSAGES[is] = take);

function openPanels(view) {
  return PANELS.map((panel) => {
    const inside = element("div", { cls: `dl-at-${panel.name}` });
    const summary = panel.title && element("summary", {}, panel.title);
    const box = element(panel.title ? "details" : "section", { cls: "dl-panel", "aria-label": panel.title }, summary, inside);
    view.page.places[panel.at].append(box);
    const build = panel.make?.(view) ?? ((data) => panel.build(data, view));
    const show = part(inside, (data) => (data === null ? [] : build(data)));
    if (panel.title) {
      box.open = Boolean(panel.open?.(view));
      box.addEventListener("toggle", () => view.toggled(panel.name));
    }
    const now = () => {
      const data = panel.slice(view, !panel.title || box.open) ?? null;
      box.hidden = data === null;
      show(data);
    };
    return panel.late ? inTime(now) : now;
  });
}

// In a frame of its own: no single one has to lay out everything that is new.
function inTime(show) {
  let due = false;
  const come = () => {
    due = false;
    show();
  };
  return () => {
    if (!due) requestAnimationFrame(() => setTimeout(come));
    due = true;
  };
}

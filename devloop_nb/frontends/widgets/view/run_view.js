// The live view of one run: the index comes as a trait, everything long is asked for and comes as a message.

function blankPage() {
  const page = {};
  const names = ["head", "figures", "steps", "activity", "findings", "modules", "attempts", "grid", "detailHead", "tabs", "pane", "logHead", "log"];
  for (const name of names) page[name] = element("div", { cls: `dl-at-${name}` });
  page.activity.setAttribute("role", "status");
  page.activity.setAttribute("aria-live", "polite");
  page.pane.setAttribute("role", "tabpanel");
  page.log.setAttribute("tabindex", "0");
  page.detail = element("section", { cls: "dl-detail", "aria-label": "Attempt" }, page.detailHead, page.tabs, page.pane);
  page.side = element("section", { cls: "dl-side", "aria-label": "Attempts" }, page.attempts, page.grid);
  page.logBox = element("details", { cls: "dl-logBox" }, element("summary", {}, page.logHead), page.log);
  page.root = element("div", { cls: "devloop-view" }, page.head, page.figures, page.steps, page.activity, page.findings, page.modules,
    element("div", { cls: "dl-body" }, page.side, page.detail), page.logBox);
  return page;
}

function choice(index, ui) {
  const working = index.modules.find((module) => module.status === "building") ?? index.modules.find((module) => module.attempts.length);
  const module = index.modules.find((other) => other.name === ui.module) ?? working ?? index.modules[0];
  const newest = module && module.attempts[module.attempts.length - 1];
  const best = module && module.attempts.find((other) => other.n === module.best);
  const shown = index.status === "running" ? newest : best ?? newest;
  const attempt = module && (module.attempts.find((other) => other.n === ui.number) ?? shown);
  return { module, attempt };
}

function hideReceipt(root, uid, signal) {
  const area = root.closest(".jp-OutputArea");
  if (!area) return;
  const receipts = () => [...area.querySelectorAll(`.devloop-receipt-${CSS.escape(uid)}`)].map((node) => node.closest(".jp-OutputArea-child")).filter(Boolean);
  const hide = () => receipts().forEach((node) => node.classList.add("devloop-hidden"));
  const observer = new MutationObserver(hide);
  observer.observe(area, { childList: true, subtree: true });
  signal?.addEventListener("abort", () => { observer.disconnect(); receipts().forEach((node) => node.classList.remove("devloop-hidden")); });
  hide();
}

function render({ model, el, signal }) {
  const page = blankPage();
  const ui = { module: model.get("index").module ?? null, number: model.get("index").chosen ?? null, tab: null, stopping: false, slow: false, gone: false };
  const bodies = {}, calls = {}, asked = {};
  let lines = [];
  const stop = () => { ui.stopping = true; model.send({ ask: "stop" }); setTimeout(() => { ui.slow = true; update(); }, 3000); update(); };
  const fetchCall = (key) => model.send({ ask: "call", key });
  const chooseModule = (name) => { ui.module = name; ui.number = null; update(); };
  const chooseAttempt = (number) => { ui.module = choice(model.get("index"), ui).module.name; ui.number = number; update(); };
  const chooseTab = (name) => { ui.tab = name; update(); };
  const parts = {
    head: part(page.head, (index) => head(index, ui, stop)), figures: part(page.figures, figures), steps: part(page.steps, stepper),
    activity: part(page.activity, (says) => says), findings: part(page.findings, findings), grid: part(page.grid, (module, number) => grid(module, number, chooseAttempt)),
    modules: part(page.modules, (list, chosen) => modules(list, chosen, chooseModule)),
    attempts: part(page.attempts, (module, threshold, going, number) => attempts(module, threshold, going, number, chooseAttempt)),
    detailHead: part(page.detailHead, detailHead), tabs: part(page.tabs, (tab, body) => tabs(tab, chooseTab, body)),
    pane: part(page.pane, (tab, body) => (body ? pane(tab, body, calls, fetchCall) : element("p", { cls: "dl-quiet" }, "Asking the kernel…"))),
    logHead: part(page.logHead, (number, last) => [element("b", {}, "Log "), element("span", { cls: "dl-quiet" }, `${count(number, "line")}${last ? ` · ${last}` : ""}`)]), log: part(page.log, logLines),
  };
  const elapsed = (index) => {
    const ticking = index.live && !ui.gone && index.status === "running";
    const value = index.active + (ticking ? Math.max(0, Date.now() / 1000 - index.at) : 0);
    return value < 60 ? `${value.toFixed(1)} s` : seconds(value);
  };

  function fetchBody(module, attempt) {
    const id = `${module.name} ${attempt.n}`, version = `${id} ${attempt.step}`;
    if (asked[id] === version) return bodies[id];
    asked[id] = version;
    model.send({ ask: "attempt", id, module: module.name, number: attempt.n });
    return bodies[id];
  }

  function update() {
    const index = model.get("index");
    if (!index.modules) return;
    parts.head({ ...index, modules: undefined, at: 0, active: 0, findings: 0 }, ui);
    parts.figures(index, elapsed(index));
    parts.steps(index);
    parts.activity(activity(index, ui));
    parts.findings(index.findings);
    const { module, attempt } = choice(index, ui);
    parts.modules(index.modules, module && module.name);
    page.side.hidden = !module;
    page.detail.hidden = !attempt;
    if (module) { parts.attempts(module, index.threshold, standing(index) === "running" && !ui.gone, attempt && attempt.n); parts.grid(module, attempt && attempt.n); }
    if (attempt) showDetail(module, attempt);
  }

  function showDetail(module, attempt) {
    const body = fetchBody(module, attempt);
    parts.detailHead(attempt, body);
    const tab = ui.tab ?? (model.get("index").status !== "running" && attempt.passed === attempt.expected ? "code" : "tests");
    parts.tabs(tab, body);
    parts.pane(tab, body, tab === "model" ? calls : 0);
  }

  function showLog() {
    const end = page.log.scrollTop + page.log.clientHeight >= page.log.scrollHeight - 8;
    page.logBox.hidden = !lines.length;
    parts.log(lines);
    parts.logHead(lines.length, lines.length ? lines[lines.length - 1][2] : "");
    if (end) page.log.scrollTop = page.log.scrollHeight;
  }

  function heard(message) {
    if (message.is === "attempt") bodies[message.id] = message.body;
    if (message.is === "call") calls[message.key] = message.body;
    if (message.is === "log") { lines = takeLines(lines, message.from, message.lines); showLog(); }
    update();
  }

  const dead = () => { ui.gone = true; page.root.classList.add("dl-dead"); update(); };
  const clock = setInterval(() => model.get("index").modules && parts.figures(model.get("index"), elapsed(model.get("index"))), 500);
  model.on("change:index", update);
  model.on("msg:custom", heard);
  model.on("comm_live_update", dead);
  signal?.addEventListener("abort", () => { clearInterval(clock); model.off("change:index", update); model.off("msg:custom", heard); model.off("comm_live_update", dead); });
  el.append(page.root);
  model.send({ ask: "log" });
  showLog();
  update();
  const attach = () => (page.root.isConnected ? hideReceipt(page.root, model.get("uid"), signal) : requestAnimationFrame(attach));
  attach();
}

export default { render };

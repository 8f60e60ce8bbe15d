// The parts of the page, what is chosen on it, and the receipt that it stands in for.

function blankPage() {
  const page = {};
  const names = [
    "head",
    "figures",
    "steps",
    "activity",
    "findings",
    "modules",
    "attempts",
    "detailHead",
    "tabs",
    "pane",
    "logHead",
    "logFilter",
    "log",
  ];
  for (const name of names) page[name] = element("div", { cls: `dl-at-${name}` });
  page.activity.setAttribute("role", "status");
  page.activity.setAttribute("aria-live", "polite");
  page.log.setAttribute("tabindex", "0");
  page.places = Object.fromEntries(
    ["controls", "ask", "top", "side", "heat", "actions", "attempt", "run"].map((name) => [name, element("div", { cls: `dl-panels dl-place-${name}` })]),
  );
  page.tabPanel = element("div", { ...tabPanelNames(), role: "tabpanel", tabindex: 0 }, page.pane, page.places.attempt);
  page.detail = element(
    "section",
    { cls: "dl-detail", "aria-label": "Attempt" },
    page.detailHead,
    page.places.actions,
    page.tabs,
    page.tabPanel,
  );
  page.side = element("section", { cls: "dl-side", "aria-label": "Attempts" }, page.places.side, page.attempts, page.places.heat);
  page.logBox = element("details", { cls: "dl-logBox" }, element("summary", {}, page.logHead), page.logFilter, page.log);
  page.root = element(
    "div",
    { cls: "devloop-view", onkeydown: keepFieldKeys },
    page.head,
    page.figures,
    page.steps,
    page.activity,
    page.places.controls,
    page.places.ask,
    page.findings,
    page.places.top,
    page.modules,
    element("div", { cls: "dl-body" }, page.side, page.detail),
    page.places.run,
    page.logBox,
  );
  return page;
}

function choice(index, ui) {
  const working =
    index.modules.find((module) => module.status === "building") ??
    index.modules.find((module) => module.attempts.length);
  const module = index.modules.find((other) => other.name === ui.module) ?? working ?? index.modules[0];
  const newest = module && module.attempts[module.attempts.length - 1];
  const best = module && module.attempts.find((other) => other.n === module.best);
  // One that is being written shows nothing yet: what is read stays until there is something new to read.
  const tested = module?.attempts.findLast(({ step }) => ["scored", "scoring"].includes(step));
  const shown = index.status === "running" ? (tested ?? newest) : (best ?? newest);
  const attempt = module && (module.attempts.find((other) => other.n === ui.number) ?? shown);
  return { module, attempt };
}

// The receipt's charts: an image can carry no class of ours.
function chartsBelow(receipt) {
  const next = receipt?.nextElementSibling;
  return next?.querySelector(".jp-RenderedSVG, .jp-RenderedImage") ? next : null;
}

function hideReceipt(root, uid, signal) {
  const area = root.closest(".jp-OutputArea");
  if (!area) return;
  const receipts = () =>
    [...area.querySelectorAll(`.devloop-receipt-${CSS.escape(uid)}`)]
      .map((node) => node.closest(".jp-OutputArea-child"))
      .flatMap((node) => [node, chartsBelow(node)])
      .filter(Boolean);
  const hide = () => {
    const lives = !root.classList.contains("dl-dead");
    receipts().forEach((node) => node.classList.toggle("devloop-hidden", lives));
  };
  const observer = new MutationObserver(hide);
  observer.observe(area, { childList: true, subtree: true });
  observer.observe(root, { attributes: true, attributeFilter: ["class"] });
  signal?.addEventListener("abort", () => {
    observer.disconnect();
    receipts().forEach((node) => node.classList.remove("devloop-hidden"));
  });
  hide();
}

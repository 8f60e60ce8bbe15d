// Which part of the page is drawn by what, and what a click in it does to the view.

function drawnParts(view) {
  const { page, ui } = view;
  const show = (name) => view.choose({ tab: name });
  const readCall = (key) => view.model.send({ ask: "call", key });
  return {
    head: part(page.head, (slice) => head(slice, ui, () => view.stop())),
    figures: part(page.figures, figures),
    steps: part(page.steps, stepper),
    activity: part(page.activity, (says) => says),
    findings: part(page.findings, findings),
    modules: part(page.modules, (list, chosen) =>
      modules(list, chosen, (name) => view.choose({ module: name, number: null })),
    ),
    attempts: part(page.attempts, attemptsList((module, number) => view.choose({ module, number }))),
    detailHead: part(page.detailHead, detailHead),
    tabs: part(page.tabs, (tab, body) => tabs(tab, show, body, page.tabPanel)),
    pane: part(page.pane, (tab, body, calls) => pane(tab, body, calls, readCall)),
    logHead: part(page.logHead, logHead),
    logFilter: part(page.logFilter, (counts, levels) => logFilter(counts, levels, view)),
    log: part(page.log, logLines(view)),
  };
}

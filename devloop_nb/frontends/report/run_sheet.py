"""One run, as a report tells it."""

from collections.abc import Iterator

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.case_rows import case_rows
from devloop_nb.frontends.report.doubts import doubts
from devloop_nb.frontends.report.excerpt import excerpt
from devloop_nb.frontends.report.module_sheet import module_sheet
from devloop_nb.frontends.report.origins import origins
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.plan_graph import Node
from devloop_nb.frontends.report.quality import quality_tables
from devloop_nb.frontends.report.sheet import CallRow, Fact, Sheet
from devloop_nb.values.call import Call
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary, summarise

CALLS = 100
LOG = 100


def run_sheet(state: RunState, pen: Pen | None = None) -> Sheet:
    """Everything a report says about one run."""
    pen = pen or Pen()
    requirements = state.requirements or Requirements(name="run")
    calls, calls_cut = excerpt(list(state.calls.values()), CALLS, "calls")
    return Sheet(
        run=state.run,
        name=pen.line(state.name),
        status=state.status,
        reason=pen.line(state.reason),
        score=state.score,
        threshold=state.settings.threshold,
        goal=pen.line(requirements.goal, 2_000),
        lm=pen.line(state.lm),
        started=figures.when(state.started),
        figures=tuple(_figures(summarise(state), pen.line(state.settings.metric_name))),
        requirements=tuple(Fact(name, pen.line(says, 2_000)) for name, says in _answers(requirements) if says),
        notes=pen.body(requirements.notes),
        plan=_plan(pen, state),
        plan_by=state.plan.by if state.plan else "",
        modules=tuple(module_sheet(pen, state, module) for module in state.modules.values()),
        integration=case_rows(pen, state.integrated),
        hidden=case_rows(pen, state.hidden),
        hidden_says=_hidden(state),
        findings=tuple(_findings(pen, state)),
        calls=tuple(_call(pen, call) for call in calls),
        calls_cut=calls_cut,
        log=tuple(f"{note.level} {pen.line(note.says)}" for note in state.notes[-LOG:]),
        origins=origins(pen, state),
        tables=quality_tables(pen, state),
        doubts=tuple(pen.line(doubt) for doubt in doubts(state)),
    )


def _figures(summary: RunSummary, metric: str) -> Iterator[Fact]:
    passed, expected = (sum(getattr(m.tests, part) for m in summary.modules) for part in ("passed", "expected"))
    spent = summary.seconds
    yield Fact("score", figures.score(summary.score) + (f" by the metric {metric}" if metric else ""))
    yield Fact("tests", f"{passed}/{expected}")
    yield Fact(
        "held back", f"{summary.hidden.passed}/{summary.hidden.expected}" if summary.hidden.expected else "none"
    )
    yield Fact("attempts", f"{sum(module.attempts for module in summary.modules)}")
    yield Fact("model calls", f"{summary.calls:,}")
    yield Fact("tokens", f"{summary.tokens:,}")
    yield Fact("cost", figures.usd(summary.usd))
    if summary.rest:
        yield Fact("still to come", figures.rest(summary.rest))
    yield Fact("model time", figures.seconds(spent.lm))
    yield Fact("kernel time", figures.seconds(spent.kernel))
    yield Fact("own time", figures.seconds(spent.own))


def _answers(requirements: Requirements) -> Iterator[tuple[str, str]]:
    target = requirements.performance
    yield "approach", requirements.approach
    yield "technologies", ", ".join(requirements.technologies)
    yield "libraries", "; ".join(f"{name}: {', '.join(of)}" for name, of in requirements.libraries.items())
    yield "documentation", ", ".join(requirements.docs)
    yield "entry", requirements.entry
    yield "time", target.time
    yield "at most", figures.seconds(target.seconds) if target.seconds else ""
    yield "memory at most", figures.mib(target.memory_mib) if target.memory_mib else ""
    yield from (("criterion", line) for line in requirements.criteria)
    yield from (("constraint", line) for line in requirements.constraints)
    yield "context", ", ".join([*requirements.context, *requirements.files])


def _plan(pen: Pen, state: RunState) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple(
        (
            pen.line(module.name),
            pen.line(module.purpose),
            ", ".join(module.depends_on),
            tuple(f"{check.kind}: {pen.line(check.told)}" for check in module.checks[:20]),
        )
        for module in (state.plan.modules if state.plan else ())
    )


def nodes(sheet: Sheet) -> tuple[Node, ...]:
    """The modules of the plan, to be drawn."""
    modules = {module.name: module for module in sheet.modules}
    return tuple(
        Node(
            name,
            tuple(filter(None, needs.split(", "))),
            modules[name].status,
            max(modules[name].totals, default=None),
        )
        for name, _, needs, _ in sheet.plan
        if name in modules
    )


def _hidden(state: RunState) -> str:
    if state.hidden is None:
        return "There were no held-back tests." if state.hidden_suite is None else "The held-back tests have not run."
    tests = figures.count(state.hidden.expected, "held-back test")
    held = [module.held.name for module in state.modules.values() if module.held]
    own = sum(case.id.partition("::")[0] in held for case in state.hidden.tests)
    shown = f"The model wrote {own} of them itself; no coder was shown any" if own else "They were shown to no model"
    return f"{state.hidden.passed} of {tests} passed. {shown}, and they ran once."


def _findings(pen: Pen, state: RunState) -> Iterator[Fact]:
    for finding in state.findings:
        says = f"{finding.says.rstrip('.')}. {finding.asks}" if finding.asks else finding.says
        yield Fact(f"{finding.severity}: {pen.line(finding.about)}", pen.line(says))


def _call(pen: Pen, call: Call) -> CallRow:
    says = pen.line(call.problem or call.finish)
    told = pen.line(figures.told(call))
    return CallRow(pen.line(call.key), pen.line(call.lm), call.tokens_in, call.tokens_out, call.seconds, says, told)

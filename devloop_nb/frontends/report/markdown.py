"""A run as markdown."""

from collections.abc import Iterator

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.blocks import (
    attempts,
    body,
    cases,
    cut,
    facts,
    module_heading,
    red,
    source_heading,
    story,
)
from devloop_nb.frontends.report.escapes import fence, prose, span, table
from devloop_nb.frontends.report.sheet import ModuleSheet, Sheet


def markdown(sheet: Sheet) -> str:
    """The whole report."""
    parts = [
        headline(sheet),
        *(part for module in sheet.modules for part in _module(module)),
        *(["## Integration tests", cases(sheet.integration)] if sheet.integration else []),
        *tables(sheet),
        *held_back(sheet),
        *asked(sheet),
        *plan(sheet),
        *_calls(sheet),
        *(["## Log", fence("\n".join(sheet.log), "text")] if sheet.log else []),
        *trust(sheet),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def headline(sheet: Sheet) -> str:
    """Name, goal, and the figures."""
    lines = [f"# {span(sheet.name)}: {sheet.status}", prose(sheet.goal)]
    lines.append(" · ".join(prose(part) for part in (sheet.lm, sheet.started, sheet.reason) if part))
    lines.append(table([fact.name for fact in sheet.figures], [[prose(fact.says) for fact in sheet.figures]]))
    return "\n\n".join(line for line in lines if line)


def _module(module: ModuleSheet) -> Iterator[str]:
    yield module_heading(module)
    if module.code.text:
        kept = "Accepted code" if module.accepted else "Best code, not accepted"
        yield f"### {kept}, attempt {module.shown}"
        yield body(module.code, "python")
    yield from attempts(module)
    if module.cases:
        yield f"### Tests of attempt {module.shown}"
        yield cases(module.cases)
        yield cut(module.cases_cut)
    yield facts(module.readings)
    yield from story(module)
    yield "### Test files"
    yield red(module)
    for file in module.files:
        yield source_heading(file)
        yield body(file.source, "python")


def tables(sheet: Sheet) -> Iterator[str]:
    """Each under its title."""
    for each in sheet.tables:
        yield f"## {each.title}"
        yield table(each.head, [[prose(cell) for cell in row] for row in each.rows])


def held_back(sheet: Sheet) -> Iterator[str]:
    """What the held-back tests said."""
    yield "## Held-back tests"
    yield sheet.hidden_says
    if sheet.hidden:
        yield cases(sheet.hidden)


def asked(sheet: Sheet) -> Iterator[str]:
    """The requirements, and what was found in them."""
    yield "## Requirements"
    yield facts(sheet.requirements)
    yield body(sheet.notes, "text") if sheet.notes.text else ""
    if sheet.findings:
        yield "### Findings"
        yield facts(sheet.findings)


def plan(sheet: Sheet) -> Iterator[str]:
    """Modules, what they depend on, and what is to be tested."""
    if sheet.plan:
        yield f"## Plan (made by: {sheet.plan_by})"
        rows = [
            (span(name), prose(purpose), prose(depends), "; ".join(map(prose, checks)))
            for name, purpose, depends, checks in sheet.plan
        ]
        yield table(("module", "purpose", "depends on", "checks"), rows)


def trust(sheet: Sheet) -> Iterator[str]:
    """What it takes to get the result again, and what nobody checked."""
    yield "## Reproducibility"
    yield facts(sheet.origins)
    yield "## What was not verified"
    yield "\n".join(f"- {prose(doubt)}" for doubt in sheet.doubts)


def _calls(sheet: Sheet) -> Iterator[str]:
    if sheet.calls:
        yield "## Model calls"
        rows = [
            (
                span(c.key),
                prose(c.lm),
                str(c.tokens_in),
                str(c.tokens_out),
                figures.seconds(c.seconds),
                prose(c.says),
                prose(c.told),
            )
            for c in sheet.calls
        ]
        yield table(("step", "model", "tokens in", "out", "time", "ended by", "was told"), rows)
        yield cut(sheet.calls_cut)

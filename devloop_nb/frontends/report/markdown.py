"""A run as markdown."""

from collections.abc import Iterable, Iterator

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.escapes import fence, prose, span, table
from devloop_nb.frontends.report.plain_text import Body
from devloop_nb.frontends.report.sheet import CaseRow, Fact, Failure, ModuleSheet, Sheet, SourceFile


def markdown(sheet: Sheet) -> str:
    """The whole report."""
    parts = [
        headline(sheet),
        *(part for module in sheet.modules for part in _module(module)),
        *(["## Integration tests", cases(sheet.integration)] if sheet.integration else []),
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
        yield _cut(module.cases_cut)
    yield from story(module)
    yield "### Test files"
    yield red(module)
    for file in module.files:
        yield source_heading(file)
        yield body(file.source, "python")


def module_heading(module: ModuleSheet) -> str:
    """The module's name, and how it ended."""
    said = " ".join(prose(part) for part in (module.purpose, module.reason and f"({module.reason})") if part)
    return f"## Module {span(module.name)}: {module.status}, score {figures.score(module.score)}\n\n{said}".strip()


def attempts(module: ModuleSheet) -> Iterator[str]:
    """Every attempt with its score and its reason."""
    if not module.attempts:
        return
    yield f"### Attempts {figures.sparkline(module.totals)}"
    head = ("no.", "score", "tests", "move", "prompt", "reason", "outcome", "kernel")
    yield table(head, [
        (f"**{a.number}**" if a.kept else str(a.number), figures.score(a.score), a.tests, prose(a.move),
         prose(a.form), prose(a.reason), prose(a.outcome), figures.seconds(a.seconds))
        for a in module.attempts
    ])  # fmt: skip
    yield _cut(module.attempts_cut)


def story(module: ModuleSheet) -> Iterator[str]:
    """What changed at the end, and what went wrong before."""
    if module.diff.text:
        yield f"### What changed since attempt {module.diff_from}"
        yield body(module.diff, "diff")
    if module.trail:
        yield "### Error trail"
        yield "\n".join(_failure(failure) for failure in module.trail)
        yield _cut(module.trail_cut)


def red(module: ModuleSheet) -> str:
    """What was proved about the tests before there was code."""
    rejected = [f"- {span(fact.name)}: {prose(fact.says)}" for fact in module.rejected]
    return "\n".join(
        [prose(module.red), *(["", "These prove nothing and do not count:", "", *rejected] * bool(rejected))]
    )


def source_heading(file: SourceFile) -> str:
    """A test file's name, and whose it is."""
    return f"{span(file.name)} ({file.provenance})"


def cases(rows: Iterable[CaseRow]) -> str:
    """Tests with outcome and readings."""
    return table(("test", "outcome", "time", "CPU", "memory peak", "message"), [
        (span(row.id), row.outcome, figures.seconds(row.seconds), figures.seconds(row.cpu_seconds),
         figures.mib(row.peak_mib), prose(row.message))
        for row in rows
    ])  # fmt: skip


def held_back(sheet: Sheet) -> Iterator[str]:
    """What the held-back tests said."""
    yield "## Held-back tests"
    yield sheet.hidden_says
    if sheet.hidden:
        yield cases(sheet.hidden)


def asked(sheet: Sheet) -> Iterator[str]:
    """The requirements, and what was found in them."""
    yield "## Requirements"
    yield _facts(sheet.requirements)
    yield body(sheet.notes, "text") if sheet.notes.text else ""
    if sheet.findings:
        yield "### Findings"
        yield _facts(sheet.findings)


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
    yield _facts(sheet.origins)
    yield "## What was not verified"
    yield "\n".join(f"- {prose(doubt)}" for doubt in sheet.doubts)


def body(text: Body, language: str) -> str:
    """A fenced block, and a line on what was cut."""
    return "\n\n".join(part for part in (fence(text.text, language), _cut(text.cut)) if part)


def _calls(sheet: Sheet) -> Iterator[str]:
    if sheet.calls:
        yield "## Model calls"
        rows = [
            (span(c.key), prose(c.lm), str(c.tokens_in), str(c.tokens_out), figures.seconds(c.seconds), prose(c.says))
            for c in sheet.calls
        ]
        yield table(("step", "model", "tokens in", "out", "time", "ended by"), rows)
        yield _cut(sheet.calls_cut)


def _failure(failure: Failure) -> str:
    lines = [f"- attempt {failure.number}: {prose(failure.says)}"]
    lines += [f"  - {span(test.name)} {prose(test.says)}" for test in failure.tests]
    return "\n".join([*lines, *([f"  - {failure.more}"] if failure.more else [])])


def _facts(rows: Iterable[Fact]) -> str:
    return "\n".join(f"- {prose(fact.name)}: {prose(fact.says)}" for fact in rows)


def _cut(says: str) -> str:
    return f"… {says}." if says else ""

"""Parts of a report as markdown, for the markdown file and for the notebook."""

from collections.abc import Iterable, Iterator

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.escapes import fence, prose, span, table
from devloop_nb.frontends.report.plain_text import Body
from devloop_nb.frontends.report.sheet import CaseRow, Fact, Failure, ModuleSheet, SourceFile


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
    yield cut(module.attempts_cut)


def story(module: ModuleSheet) -> Iterator[str]:
    """What changed at the end, and what went wrong before."""
    if module.diff.text:
        yield f"### What changed since attempt {module.diff_from}"
        yield body(module.diff, "diff")
    if module.trail:
        yield "### Error trail"
        yield "\n".join(_failure(failure) for failure in module.trail)
        yield cut(module.trail_cut)


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


def body(text: Body, language: str) -> str:
    """A fenced block, and a line on what was cut."""
    return "\n\n".join(part for part in (fence(text.text, language), cut(text.cut)) if part)


def _failure(failure: Failure) -> str:
    lines = [f"- attempt {failure.number}: {prose(failure.says)}"]
    lines += [f"  - {span(test.name)} {prose(test.says)}" for test in failure.tests]
    return "\n".join([*lines, *([f"  - {failure.more}"] if failure.more else [])])


def facts(rows: Iterable[Fact]) -> str:
    """A list of names and what is said of them."""
    return "\n".join(f"- {prose(fact.name)}: {prose(fact.says)}" for fact in rows)


def cut(says: str) -> str:
    """A line on what was left out."""
    return f"… {says}." if says else ""

"""``devloop-nb form``: the questions, one after another on the terminal, and the spec that comes of the answers."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say, say_json, tell
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.answers import answers_of, read_answers
from devloop_nb.values.errors import BadInput
from devloop_nb.values.finding import Finding
from devloop_nb.values.questions import DETAILS, MEASURES, QUESTIONS, TESTS, Question, field_of
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.spec_text import format_spec

if TYPE_CHECKING:
    from devloop_nb.session import Session

ASKED = (*QUESTIONS, *MEASURES, *DETAILS[1:], TESTS[0], TESTS[2])
SHORT = ("line", "number", "words")


def form(
    spec: Annotated[Path, typer.Argument(metavar="SPEC.md", help="A spec to write, or to go through again.")],
    json: Json = False,
    home: Home = None,
) -> None:
    """Ask what a spec needs, say what is missing in the answers, and write it.

    An empty line keeps the answer that there is; of longer answers it is the end. A single - takes it away.

    Example: devloop-nb form clamp.md
    """
    from devloop_nb.wiring import load_settings, name_for, read_specs, write_files

    base = read_specs([spec])[0] if spec.exists() else Requirements(name=name_for(spec))
    requirements = _ask(ASKED, base)
    settings = load_settings({})

    async def vet(session: "Session") -> tuple[Finding, ...]:
        return await session.vet(requirements, settings)

    found = work(home, vet)
    again = {field_of(each.about) for each in found if each.severity == "error"}
    for each in found:
        tell(f"{each.severity}: {each.says}. {each.asks}")
    requirements = _ask([question for question in ASKED if question.field in again], requirements)
    write_files(spec.parent, {spec.name: format_spec(requirements)})
    if json:
        say_json({"spec": str(spec), "findings": [each.model_dump() for each in found]})
    else:
        say(f"{spec} is written; devloop-nb run {spec} builds it.")


def _ask(questions: Iterator[Question] | list[Question] | tuple[Question, ...], base: Requirements) -> Requirements:
    """The requirements with the answers; one that cannot be used is asked for again. Raises ``BadInput``."""
    for question in questions:
        findings: tuple[Finding, ...] = (Finding(severity="info", about=question.field, says=""),)
        while findings:
            answer = _answer(question, answers_of(base)[question.field])
            base, findings = read_answers({} if answer is None else {question.field: answer}, base)
            for each in findings:
                tell(f"{each.severity}: {each.says}")
    return base


def _answer(question: Question, present: str) -> str | None:
    """What is typed; nothing where the answer that there is stays."""
    kept = " ".join(present.split())
    tell(f"\n{question.title}: {question.asks} ({question.hint})" + (f"\n  now: {kept[:200]}" if kept else ""))
    lines = list(_lines(1 if question.shape in SHORT else None))
    if not lines:
        return None
    return "" if lines == ["-"] else "\n".join(lines)


def _lines(most: int | None) -> Iterator[str]:
    """Lines up to an empty one, or so many. Raises ``BadInput`` at the end of the input."""
    count = 0
    while most is None or count < most:
        line = sys.stdin.readline()
        if not line:
            raise BadInput("the input has ended before the questions", mend="Nothing was written.")
        if not line.strip():
            return
        count += 1
        yield line.rstrip("\r\n")

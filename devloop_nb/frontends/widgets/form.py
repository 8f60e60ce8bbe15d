"""The form: the questions as fields, vetted while one types; its text goes back into the cell, or into a run."""

import contextvars
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import uuid4

import anywidget
import traitlets
from IPython.display import display

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.widgets.form_summary import summary
from devloop_nb.frontends.widgets.given_panel import LENT, SAID, given_rows
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.frontends.widgets.run_view import VIEW
from devloop_nb.values.answers import answers_of, placed, read_answers
from devloop_nb.values.errors import DevloopError
from devloop_nb.values.finding import Finding
from devloop_nb.values.given import Given
from devloop_nb.values.questions import DETAILS, MEASURES, QUESTIONS, TESTS, field_of
from devloop_nb.values.requirements import Requirements

SCRIPTS = ("elements", "silence", "form_fields", "found", "form_cell", "form")
GROUPS = (("", QUESTIONS), ("Good enough", MEASURES), ("Details", DETAILS), ("Tests", TESTS))
LONGEST = 1 << 20


class Client(Protocol):
    """Whom the form works for."""

    @property
    def given(self) -> tuple[Given, ...]:
        """What comes along."""

    async def vet(self, requirements: Requirements) -> tuple[Finding, ...]:
        """What a run would find about them."""

    def text(self, requirements: Requirements) -> str:
        """The cell that asks for the same without a form."""

    async def run(self, requirements: Requirements) -> None:
        """Starts the run, and returns when it has begun. Raises ``DevloopError``."""


class Form(anywidget.AnyWidget):
    """Fields in the browser, requirements here; what it starts is shown in the cell where it was opened."""

    _esm = "\n".join((VIEW / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    _css = "\n".join((VIEW / f"{name}.css").read_text(encoding="utf-8") for name in ("base", "form"))
    sheet = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, base: Requirements, client: Client, cell: str = "") -> None:
        """``cell`` is the id of the notebook's cell, where the frontend tells it."""
        self._base, self._client = base, client
        self._place, context = f"devloop-form-{uuid4().hex[:12]}", contextvars.copy_context()
        super().__init__(sheet=_sheet(base, client.given, cell), answers={})
        # The cell's own context: what is displayed later, from the engine, belongs to that cell.
        self.on_msg(lambda _, asked, __: context.copy().run(engine().submit, self._answer(asked)))

    def __repr__(self) -> str:
        """What a viewer without widgets shows in its place."""
        return f"A form for the requirements of {self._base.name}; run the cell again to open it."

    def show(self) -> None:
        """Displays it where the caller is."""
        display(self, display_id=self._place)

    async def _answer(self, asked: Any) -> None:
        """What the browser says comes from outside: what has no sense is let go."""
        match asked:
            case {"ask": "vet", "answers": dict(answers)}:
                await self._vet(answers)
            case {"ask": "place", "answers": dict(answers), "text": str(text)}:
                field, value = placed(text, self._read(answers)[0])
                self.send({"is": "put", "field": field, "value": value})
            case {"ask": "finish", "answers": dict(answers), "how": "run" | "write" as how}:
                await self._finish(answers, how)
            case {"ask": "finished", "answers": dict(answers), "how": "run" | "write" as how, "written": bool(done)}:
                await self._finished(answers, how, written=done)

    def _read(self, answers: Mapping[str, Any]) -> tuple[Requirements, tuple[Finding, ...]]:
        texts = {str(field): text for field, text in answers.items() if isinstance(text, str) and len(text) < LONGEST}
        self.answers = texts
        return read_answers(texts, self._base)

    async def _vet(self, answers: Mapping[str, Any]) -> tuple[Requirements, bool]:
        """Tells the findings; the requirements, and whether a run may begin."""
        requirements, unusable = self._read(answers)
        found = (*unusable, *await self._client.vet(requirements))
        self.send({"is": "vetted", "findings": [_finding(each, requirements) for each in found]})
        return requirements, all(each.severity != "error" for each in found)

    async def _finish(self, answers: Mapping[str, Any], how: str) -> None:
        requirements, sound = await self._vet(answers)
        if sound or how == "write":
            self.send({"is": "cell", "how": how, "text": self._client.text(requirements)})
        else:
            self.send({"is": "refused", "says": "Mend what is marked as an error first; nothing was started."})

    async def _finished(self, answers: Mapping[str, Any], how: str, *, written: bool) -> None:
        requirements, _ = self._read(answers)
        try:
            if how == "run":
                await self._client.run(requirements)
        except DevloopError as error:
            self.send({"is": "refused", "says": error.line})
            return
        bundle = summary(requirements.name, self._client.text(requirements), how, written=written)
        self.sheet = {**self.sheet, "done": bundle["text/plain"]}
        display(bundle, raw=True, display_id=self._place, update=True)


def _sheet(base: Requirements, given: Sequence[Given], cell: str) -> dict[str, Any]:
    answers = answers_of(base)
    groups = [
        {
            "title": title,
            "fields": [{**question.model_dump(), "value": answers[question.field]} for question in asked],
        }
        for title, asked in GROUPS
    ]
    return {
        "name": base.name,
        "groups": groups,
        "given": {"says": f"{SAID} {LENT}", "rows": given_rows(given)},
        "cell": cell,
        "done": "",
    }


def _finding(finding: Finding, requirements: Requirements) -> dict[str, Any]:
    """Beside which field it stands; ``open`` asks for something that no field of its own holds yet."""
    return {
        "field": field_of(finding.about),
        "severity": finding.severity,
        "says": one_line(finding.says, 400),
        "asks": one_line(finding.asks, 400),
        "open": finding.about == "tests" and not requirements.tests,
    }

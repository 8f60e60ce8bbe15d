"""The result of a run, as something to look at, to keep and to pass on."""

from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.file import write_text
from devloop_nb.frontends.report.run_sheet import run_sheet
from devloop_nb.frontends.report.sheet import Sheet
from devloop_nb.values.errors import BadInput
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary, summarise


class Report:
    """What a run came to; ``folder`` is where its accepted code lies."""

    def __init__(self, state: RunState, folder: Path | None = None) -> None:
        self.state, self.folder = state, folder

    @property
    def status(self) -> str:
        """``success``, ``partial``, ``failed``, ``stopped`` or ``running``."""
        return self.state.status

    @property
    def score(self) -> float:
        """From 0 to 1, the mean over the modules."""
        return self.state.score

    @cached_property
    def summary(self) -> RunSummary:
        """The run in a few figures."""
        return summarise(self.state, self.folder)

    @property
    def modules(self) -> dict[str, ModuleState]:
        """Each module with its suite and its attempts."""
        return self.state.modules

    @property
    def code(self) -> dict[str, str]:
        """The best code of each module that has any."""
        return self.state.code

    @cached_property
    def sheet(self) -> Sheet:
        """Everything the report says, as plain text."""
        return run_sheet(self.state)

    def to_dict(self) -> dict[str, Any]:
        """The summary and the whole report, ready for JSON."""
        return {**self.summary.model_dump(mode="json"), "report": asdict(self.sheet)}

    def markdown(self) -> str:
        """The report as markdown."""
        from devloop_nb.frontends.report.markdown import markdown

        return markdown(self.sheet)

    def html(self) -> str:
        """The report as one HTML file without scripts."""
        from devloop_nb.frontends.report.html import page

        return page([self.sheet])

    def notebook(self) -> Any:
        """The report as an ``nbformat.NotebookNode`` that executes from top to bottom."""
        from devloop_nb.frontends.report.notebook import notebook

        return notebook(self.state, self.sheet)

    def script(self) -> str:
        """The answers of the model, to be played again with ``--lm scripted:FILE``."""
        from devloop_nb.frontends.report.script import script

        return script(self.state)

    def save(self, path: str | Path) -> Path:
        """Writes ``.md``, ``.html``, ``.ipynb`` or ``.yaml``, whole or not at all. Raises ``BadInput``."""
        path, yaml = Path(path), self.script
        write_text(
            path, writer(path, {".md": self.markdown, ".html": self.html, ".ipynb": self._ipynb, ".yaml": yaml})()
        )
        return path

    def _ipynb(self) -> str:
        import nbformat

        return str(nbformat.writes(self.notebook())) + "\n"

    def __repr__(self) -> str:
        reason = f" ({self.sheet.reason})" if self.sheet.reason else ""
        lines = [f"{self.sheet.name}: {self.status}, score {figures.score(self.score)}{reason}"]
        lines += [
            f"  {m.name}: {m.status}, score {figures.score(m.score)}, {figures.count(len(m.totals), 'attempt')} "
            f"{figures.sparkline(m.totals)}"
            for m in self.sheet.modules
        ]
        return "\n".join([*lines, f"  {self.sheet.hidden_says}"])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows: a short form in plain text and in HTML."""
        from devloop_nb.frontends.report.html import card

        return {"text/plain": repr(self), "text/html": card(self.sheet)}


def writer(path: Path, forms: dict[str, Callable[[], str]]) -> Callable[[], str]:
    """The form that belongs to a file's suffix."""
    form = forms.get(path.suffix.lower())
    if form is None:
        raise BadInput(f"no report can be written to {path}", mend=f"Its name must end in {', '.join(forms)}.")
    return form

"""Reports of one run or of several, written to a file."""

from collections.abc import Sequence
from pathlib import Path

from devloop_nb.frontends.report.file import write_text
from devloop_nb.frontends.report.report import Report
from devloop_nb.values.errors import BadInput
from devloop_nb.values.run_state import RunState

SUFFIXES = (".html", ".md", ".ipynb", ".yaml")
OF_ONE_RUN = (".ipynb", ".yaml")


def check_report_file(path: Path | None, *, several: bool = False) -> None:
    """Refuses a report that could not be written, before any work is done. Raises ``BadInput``."""
    if path is None:
        return
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(f"no report can be written to {path}", mend=f"Its name must end in {', '.join(SUFFIXES)}.")
    if several and path.suffix.lower() in OF_ONE_RUN:
        raise BadInput("a notebook or a script holds one run", mend="Write .html or .md, or run one spec at a time.")


def write_report(path: Path, states: Sequence[RunState]) -> Path:
    """Writes the report of the runs; one HTML or markdown file may hold several."""
    if len(states) == 1:
        return Report(states[0]).save(path)
    if path.suffix.lower() == ".md":
        write_text(path, "\n\n".join(Report(state).markdown() for state in states))
    else:
        from devloop_nb.frontends.report.html import report_html

        write_text(path, report_html(states))
    return path

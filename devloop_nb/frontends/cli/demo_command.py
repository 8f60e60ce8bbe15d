"""``devloop-nb demo``: the quickstart notebook, executed for real."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.fetching import fetch
from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say, say_json, tell
from devloop_nb.frontends.cli.quickstart import execute, find_quickstart
from devloop_nb.frontends.cli.report_file import write_report
from devloop_nb.frontends.cli.runs_output import as_json, say_runs, summaries
from devloop_nb.frontends.cli.work import interruptible, work
from devloop_nb.frontends.engine import engine
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary

if TYPE_CHECKING:
    from devloop_nb.session import Session

FOLDER = "devloop-demo"
MANY = 1_000


def demo(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where to write.")] = Path(FOLDER),
    json: Json = False,
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where runs are kept. Default: .devloop in the output folder.")
    ] = None,
) -> None:
    """Execute the quickstart notebook for real.

    It uses the embedded model, which is fetched once, and needs no key. The executed notebook and a report of its
    runs are written into a folder. Exit code 0: the notebook ran to its end; 4: a cell failed.

    Example: devloop-nb demo -o first-look
    """
    folder = output.absolute()
    kept = home.absolute() if home else folder / ".devloop"
    source = find_quickstart()
    fetch()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    notebook = interruptible(lambda: engine().run(execute(source, target, kept, tell)), lambda: "the same command")
    states, runs = _runs_in(kept)
    report = write_report(folder / "report.html", states)
    if json:
        say_json(as_json(runs, notebook=str(notebook), report=str(report)))
    else:
        say_runs(runs)
        say(f"notebook: {notebook}\nreport:   {report}")


def _runs_in(home: Path) -> tuple[list[RunState], list[RunSummary]]:
    """All runs, the oldest first."""

    async def act(session: "Session") -> tuple[list[RunState], list[RunSummary]]:
        states = [await session.find(row.run) for row in reversed(await session.runs(MANY))]
        return states, summaries(session, states)

    return work(home, act)

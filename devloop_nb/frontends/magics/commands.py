"""``%devloop COMMAND``: each command asks the session and shows what it says."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from devloop_nb.frontends.magics.acceptance import accept, redo, undo
from devloop_nb.frontends.magics.command_options import read_command
from devloop_nb.frontends.magics.form import form
from devloop_nb.frontends.magics.freeze import freeze
from devloop_nb.frontends.magics.fresh import show_state
from devloop_nb.frontends.magics.memory import memory
from devloop_nb.frontends.magics.overview import overview
from devloop_nb.frontends.magics.prompts import prompt
from devloop_nb.frontends.magics.requests import resume_job
from devloop_nb.frontends.magics.scratch import open_scratch
from devloop_nb.frontends.magics.showing import show, show_diff
from devloop_nb.frontends.magics.steering import STEERING
from devloop_nb.frontends.magics.tables import Table
from devloop_nb.frontends.magics.tables_of_runs import compare, dashboard, history
from devloop_nb.frontends.magics.tuning import rank, tune_metric
from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.settings_table import HEAD_HERE, rows
from devloop_nb.values.summary import RunRow
from devloop_nb.wiring import settings_in_force

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

HEAD = ("run", "name", "status", "score", "attempts", "model", "started")


def run_command(magics: "DevLoop", line: str, *, awaited: bool) -> Any:
    """Does what the line says. Raises ``UsageError`` or a ``DevloopError``, each shown in one line."""
    if not line.strip():
        say(overview())
        return None
    name, options = read_command(line)
    if name == "resume":
        job = resume_job(magics, options)
        return job.wait() if awaited else job.block()
    return COMMANDS[name](magics, options)


def status(magics: "DevLoop", options: argparse.Namespace) -> None:
    """What runs now, and else the newest run."""
    rows = magics.desk.ask(lambda session: session.runs(50))
    live = [row for row in rows if row.live]
    if not live:
        say("Nothing is running." + (" The newest run:" if rows else " %%devloop in a cell starts a run."))
    if rows:
        display(Table(HEAD, tuple(map(_cells, live or rows[:1]))))


def stop(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Tells runs of this notebook to stop, or the one that is named, wherever it runs."""

    async def ask(session: Any) -> tuple[str, ...]:
        return tuple(session.stop(options.run))

    told = magics.desk.ask(ask)
    if options.run and not told:
        told = (magics.desk.ask(lambda session: session.stop_now(options.run)).state.run,)
    for run in told:
        say(f"{run} was told to stop; the best so far is kept.")
    if not told:
        say("Nothing is running.")


def report(magics: "DevLoop", options: argparse.Namespace) -> Report | None:
    """The report, or its file."""
    state = magics.desk.ask(lambda session: session.find(options.run))
    found = magics.desk.keep(state)
    if options.output is None:
        return found
    say(f"The report of {state.name} is in {found.save(Path(options.output))}")
    return None


def settings(magics: "DevLoop", options: argparse.Namespace) -> None:
    """What can be set, what it is here, and why."""
    display(Table(HEAD_HERE, tuple(rows(settings_in_force(magics.chosen)))))


def doctor(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Everything that is needed, and what to do about what is missing."""
    found = magics.desk.ask(lambda session: session.check(Path(options.folder)))
    rows = [
        ("✓" if health.ok else "✕", health.about, health.says, "" if health.ok else health.mend) for health in found
    ]
    display(Table(("", "what", "how it is", "what to do"), tuple(rows)))


def _cells(row: RunRow) -> tuple[Any, ...]:
    started = time.strftime("%Y-%m-%d %H:%M", time.localtime(row.started))
    return (row.run, row.name, row.status, round(row.score, 2), row.attempts, row.lm, started)


COMMANDS = {
    "status": status,
    "history": history,
    "dashboard": dashboard,
    "form": form,
    "show": show,
    "diff": show_diff,
    "compare": compare,
    "rank": rank,
    "tune-metric": tune_metric,
    "accept": accept,
    "undo": undo,
    "redo": redo,
    "scratch": open_scratch,
    "stop": stop,
    **STEERING,
    "report": report,
    "freeze": freeze,
    "memory": memory,
    "state": show_state,
    "settings": settings,
    "prompt": prompt,
    "doctor": doctor,
}

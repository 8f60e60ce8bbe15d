"""What a command found that works on runs, how it is shown, and the exit code of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from devloop_nb.frontends.cli.control_group import control_json, say_control
from devloop_nb.frontends.cli.output import say, say_json
from devloop_nb.frontends.cli.progress import Progress
from devloop_nb.frontends.cli.report_file import write_report
from devloop_nb.frontends.cli.runs_output import as_json, exit_code, say_runs
from devloop_nb.frontends.cli.work import interruptible, work
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary

if TYPE_CHECKING:
    from devloop_nb.session import Session


@dataclass(frozen=True)
class Found:
    """What was run, and the control group beside it, where one was asked for."""

    states: list[RunState]
    runs: list[RunSummary]
    controls: tuple[RunState, ...] = ()


def show_found(
    home: Path | None,
    act: Callable[["Session"], Awaitable[Found]],
    progress: Progress,
    output: Path | None,
    json: bool,
) -> None:
    """Does the work, shows what came of it, and ends the command. Raises ``typer.Exit``."""
    found = interruptible(lambda: work(home, act), progress.go_on, progress.so_far)
    more: dict[str, Any] = {"report": str(write_report(output, found.states))} if output else {}
    if json:
        more |= {"baseline": control_json(found.controls)} if found.controls else {}
        say_json(as_json(found.runs, **more))
    else:
        say_runs(found.runs)
        if found.controls:
            say_control(found.states, found.controls)
        for path in more.values():
            say(f"report: {path}")
    raise typer.Exit(exit_code(found.states))

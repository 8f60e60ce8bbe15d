"""``devloop-nb run``: specs become tested code."""

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.baseline import control_settings
from devloop_nb.frontends.cli.context_option import Context, given_in_files
from devloop_nb.frontends.cli.found_runs import Found, show_found
from devloop_nb.frontends.cli.install_option import agreed
from devloop_nb.frontends.cli.limit_options import with_limits
from devloop_nb.frontends.cli.option_group import NOTHING_SAID
from devloop_nb.frontends.cli.options import Home, Json, ReportFile
from devloop_nb.frontends.cli.output import tell
from devloop_nb.frontends.cli.progress import Progress
from devloop_nb.frontends.cli.questions import Listening
from devloop_nb.frontends.cli.report_file import check_report_file
from devloop_nb.frontends.cli.runs_output import summaries
from devloop_nb.frontends.cli.setting_options import read_settings, with_settings
from devloop_nb.values.errors import PackageMissing
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings

if TYPE_CHECKING:
    from devloop_nb.session import Session


@with_limits
@with_settings
def run(  # noqa: PLR0913 - a parameter for each option
    specs: Annotated[list[Path], typer.Argument(metavar="SPEC.md", help="Specs, or folders of them.")],
    chosen: Mapping[str, Any] = NOTHING_SAID,
    context: Context = None,
    rerun: Annotated[bool, typer.Option("--rerun", help="Run again what was run before.")] = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Also draw as many independent samples, to compare with.")
    ] = False,
    output: ReportFile = None,
    json: Json = False,
    home: Home = None,
    limits: Mapping[str, float] = NOTHING_SAID,
) -> None:
    """Turn specs into tested code.

    A run that ended before is replayed at no cost; an interrupted one goes on. One that reached a limit stops, and
    goes on when the limit is raised.

    Example: devloop-nb run examples/small_functions/scale.md --attempts 8
    """
    from devloop_nb.wiring import read_specs

    check_report_file(output, several=len(specs) > 1)
    wanted, settings, progress = read_specs(specs), read_settings({**chosen, **limits}), Progress()
    along = given_in_files(context)
    wanted = tuple(each.with_given(along) for each in wanted)

    async def act(session: "Session") -> Found:
        loops, controls = [], []
        for requirements in wanted:
            loops.append(await _develop(session, requirements, settings, rerun, progress))
            if baseline:
                control = control_settings(loops[-1], settings)
                controls.append((await session.develop(requirements, control, rerun=rerun, listen=progress)).state)
        return Found(loops, summaries(session, loops), tuple(controls))

    show_found(home, act, progress, output, json)


async def _develop(
    session: "Session", requirements: Requirements, settings: Settings, rerun: bool, progress: Progress
) -> RunState:
    """Asks where packages are missing and somebody is there to be asked."""
    listening = Listening(session, progress)
    develop = partial(session.develop, requirements, rerun=rerun, listen=listening, attended=listening.attended)
    try:
        told = await develop(settings)
    except PackageMissing as error:
        told = await develop(await asyncio.to_thread(agreed, settings, error))
    if told.replayed:
        tell(f"{told.state.name}: replayed from history, {told.state.run}")
    return told.state

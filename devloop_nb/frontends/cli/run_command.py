"""``devloop-nb run`` and ``resume``."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.context_option import Context, given_in_files
from devloop_nb.frontends.cli.control_group import control_json, control_settings, say_control
from devloop_nb.frontends.cli.install_option import Install, agreed
from devloop_nb.frontends.cli.limit_options import NO_LIMITS, HeldBack, with_limits
from devloop_nb.frontends.cli.options import (
    Ask,
    Executor,
    Explore,
    Gates,
    Home,
    Json,
    NoReview,
    ReportFile,
    Tier,
    Which,
    Workflow,
)
from devloop_nb.frontends.cli.output import say, say_json, tell
from devloop_nb.frontends.cli.progress import Progress
from devloop_nb.frontends.cli.questions import Listening
from devloop_nb.frontends.cli.rank_command import MetricFile, read_source
from devloop_nb.frontends.cli.report_file import check_report_file, write_report
from devloop_nb.frontends.cli.runs_output import as_json, exit_code, say_runs, summaries
from devloop_nb.frontends.cli.work import interruptible, work
from devloop_nb.values.authority import asked
from devloop_nb.values.errors import PackageMissing
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.summary import RunSummary

if TYPE_CHECKING:
    from devloop_nb.session import Session, Told


@dataclass(frozen=True)
class Found:
    """What was run, and the control group beside it, where one was asked for."""

    states: list[RunState]
    runs: list[RunSummary]
    controls: tuple[RunState, ...] = ()


Act = Callable[["Session"], Awaitable[Found]]


@with_limits
def run(  # noqa: PLR0913 - a parameter for each option
    specs: Annotated[list[Path], typer.Argument(metavar="SPEC.md", help="Specs, or folders of them.")],
    lm: Annotated[str | None, typer.Option(metavar="MODEL", help="provider/model, or scripted:FILE.")] = None,
    models: Annotated[
        str | None, typer.Option(metavar="ROLE=MODEL,...", help="Roles: plan, test, code, review, hard.")
    ] = None,
    attempts: Annotated[int | None, typer.Option(metavar="N", help="The most attempts for one module.")] = None,
    threshold: Annotated[float | None, typer.Option(metavar="X", help="The score, 0 to 1, that is enough.")] = None,
    metric: MetricFile = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help="Another seed gives other drafts.")] = None,
    api_base: Annotated[str | None, typer.Option(metavar="URL", help="The model server's address.")] = None,
    require_tier: Tier = None,
    executor: Executor = None,
    install: Install = None,
    held_back: HeldBack = None,
    gates: Gates = None,
    no_review: NoReview = False,
    explore: Explore = False,
    ask: Ask = None,
    workflow: Workflow = None,
    context: Context = None,
    rerun: Annotated[bool, typer.Option("--rerun", help="Run again what was run before.")] = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Also draw as many independent samples, to compare with.")
    ] = False,
    output: ReportFile = None,
    json: Json = False,
    home: Home = None,
    limits: Mapping[str, float] = NO_LIMITS,
) -> None:
    """Turn specs into tested code.

    A run that ended before is replayed at no cost; an interrupted one goes on. One that reached a limit stops, and
    goes on when the limit is raised.

    Example: devloop-nb run examples/small_functions/scale.md --attempts 8
    """
    from devloop_nb.wiring import load_settings, read_specs

    check_report_file(output, several=len(specs) > 1)
    given: dict[str, Any] = {"lm": lm, "attempts": attempts, "threshold": threshold, "seed": seed}
    given |= {"require_tier": require_tier, "executor": executor, "install": install, "models": models, **limits}
    given |= {"api_base": api_base, "explore": explore or None}
    given |= {"held_back": held_back, "gates": gates, "review": False if no_review else None, "workflow": workflow}
    given |= {"metric": read_source(metric) if metric else None}
    wanted, settings, progress = read_specs(specs), load_settings({**given, **asked(ask)}), Progress()
    along = given_in_files(context)
    wanted = tuple(each.with_given(along) for each in wanted)

    async def act(session: "Session") -> Found:
        states, controls = [], []
        for requirements in wanted:
            told = await _develop(session, requirements, settings, rerun, progress)
            states.append(told.state)
            if baseline:
                control = control_settings(told.state, settings)
                controls.append((await session.develop(requirements, control, rerun=rerun, listen=progress)).state)
            if told.replayed:
                tell(f"{told.state.name}: replayed from history, {told.state.run}")
        return Found(states, summaries(session, states), tuple(controls))

    _finish(home, act, progress, output, json)


async def _develop(
    session: "Session", requirements: Requirements, settings: Settings, rerun: bool, progress: Progress
) -> "Told":
    """Asks where packages are missing and somebody is there to be asked."""
    how = Listening(session, progress)
    try:
        return await session.develop(requirements, settings, rerun=rerun, listen=how, attended=how.attended)
    except PackageMissing as error:
        allowed = await asyncio.to_thread(agreed, settings, error)
    return await session.develop(requirements, allowed, rerun=rerun, listen=how, attended=how.attended)


@with_limits
def resume(  # noqa: PLR0913 - a parameter for each option
    which: Which,
    executor: Executor = None,
    workflow: Workflow = None,
    output: ReportFile = None,
    json: Json = False,
    home: Home = None,
    limits: Mapping[str, float] = NO_LIMITS,
) -> None:
    """Go on with a run that was stopped, crashed or reached a limit.

    What was done and paid for is not done again. Suites run where they ran before, or at --executor, where "" is
    this machine; --workflow takes the place of the run's own.

    Example: devloop-nb resume clamp
    """
    from devloop_nb.wiring import load_settings

    check_report_file(output)
    progress = Progress()
    told: dict[str, Any] = {"limits": limits}
    told |= {} if executor is None else {"executor": load_settings({"executor": executor}).executor}
    told |= {} if workflow is None else {"workflow": load_settings({"workflow": workflow}).workflow}

    async def act(session: "Session") -> Found:
        how = Listening(session, progress)
        states = [await session.resume(which, listen=how, attended=how.attended, **told)]
        return Found(states, summaries(session, states))

    _finish(home, act, progress, output, json)


def _finish(home: Path | None, act: Act, progress: Progress, output: Path | None, json: bool) -> None:
    found = interruptible(lambda: work(home, act), progress.go_on)
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

"""What the words of a cell, or of a line, ask for, made a job."""

import argparse
from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.baseline import HEAD, control_row, control_settings
from devloop_nb.frontends.magics.cell_options import cell_options
from devloop_nb.frontends.magics.context import given_along, show_given
from devloop_nb.frontends.magics.form import FormCell, options_of, with_kept_tests
from devloop_nb.frontends.magics.job import Hear, Job
from devloop_nb.frontends.magics.tables import Table
from devloop_nb.frontends.magics.voice import say
from devloop_nb.session import Told
from devloop_nb.values.authority import asked
from devloop_nb.values.errors import BadSpec
from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import load_settings

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def develop_job(magics: "DevLoop", line: str, cell: str) -> Job | FormCell:
    """A ``%%devloop`` cell. Raises ``BadInput`` or ``UsageError`` before anything runs."""
    options = cell_options().read(line)
    if options.form and magics.desk.has_browser:
        return form_cell(magics, line, parse_spec(cell, options.name))
    requirements = read_cell(magics, options.name, cell).with_given(given_along(magics, options.context))
    settings = settings_of(magics, options)
    show_given(requirements.given)
    return job_of(magics, options, settings, requirements)


def form_cell(magics: "DevLoop", line: str, base: Requirements) -> FormCell:
    """A form for these requirements, with the options in the line. Raises what ``develop_job`` raises."""
    options = cell_options().read(line)
    settings = settings_of(magics, options)

    def job(requirements: Requirements) -> Job:
        return job_of(magics, options, settings, requirements)

    own = options_of(line, options.name)
    return FormCell(magics, base, settings, job, own, given_along(magics, options.context))


def settings_of(magics: "DevLoop", options: argparse.Namespace) -> Settings:
    """What the options say, over what ``%config`` holds."""
    own = ("lm", "models", "hard_from", "attempts", "threshold", "held_back", "install", "executor", "gates")
    words = (*own, "review", "explore", "workflow", *LIMITS)
    wanted = {name: getattr(options, name) for name in words}
    wanted |= {"metric": magics.metrics.source(options.metric) if options.metric else None}
    return load_settings({**wanted, **asked(options.ask)}, magics.chosen)


def job_of(magics: "DevLoop", options: argparse.Namespace, settings: Settings, requirements: Requirements) -> Job:
    """The run of these requirements."""
    desk = magics.desk

    async def start(hear: Hear) -> Told:
        there = desk.has_browser
        return await desk.session.develop(requirements, settings, rerun=options.rerun, listen=hear, attended=there)

    async def compare(state: RunState) -> None:
        control = control_settings(state, settings)
        samples = await desk.session.develop(requirements, control, rerun=options.rerun)
        say("Beside independent samples at equal cost:")
        display(Table(HEAD, (control_row(state, samples.state),)))

    then = compare if options.baseline else None
    return Job(desk, requirements.name, start, options.background, options.no_raise, then)


def resume_job(magics: "DevLoop", options: argparse.Namespace) -> Job:
    """``%devloop resume``."""
    desk = magics.desk
    state = desk.ask(lambda session: session.find(options.run))
    limits = {limit: value for limit in LIMITS if (value := getattr(options, limit)) is not None}
    said = {name: value for name in ("executor", "workflow") if (value := getattr(options, name)) is not None}
    chosen = {name: getattr(load_settings(said), name) for name in said}

    async def start(hear: Hear) -> Told:
        there = desk.has_browser
        return Told(await desk.session.resume(state.run, listen=hear, limits=limits, attended=there, **chosen))

    return Job(desk, state.name, start, options.background, options.no_raise)


def read_cell(magics: "DevLoop", name: str, cell: str) -> Requirements:
    """The requirements in the cell, with the tests that were kept for them."""
    if not cell.strip():
        raise BadSpec("the cell is empty", mend="Say below %%devloop what the code must do, in one sentence.")
    return with_kept_tests(magics, parse_spec(cell, name))

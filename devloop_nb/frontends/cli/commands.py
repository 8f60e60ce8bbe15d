"""The commands of ``devloop-nb``."""

from collections.abc import Sequence
from importlib import metadata
from typing import Annotated

import typer

from devloop_nb.frontends.cli.acceptance_command import accept, redo, undo
from devloop_nb.frontends.cli.bench import bench
from devloop_nb.frontends.cli.calls_command import calls
from devloop_nb.frontends.cli.compare_command import compare
from devloop_nb.frontends.cli.demo_command import demo
from devloop_nb.frontends.cli.doctor_command import doctor
from devloop_nb.frontends.cli.form_command import form
from devloop_nb.frontends.cli.freeze_command import freeze
from devloop_nb.frontends.cli.history_command import history, report, status
from devloop_nb.frontends.cli.install_option import spell_out
from devloop_nb.frontends.cli.memory_command import memory
from devloop_nb.frontends.cli.model_command import model
from devloop_nb.frontends.cli.output import say
from devloop_nb.frontends.cli.prompt_command import prompt
from devloop_nb.frontends.cli.rank_command import rank
from devloop_nb.frontends.cli.resume_command import resume
from devloop_nb.frontends.cli.run_command import run
from devloop_nb.frontends.cli.scratch_command import scratch
from devloop_nb.frontends.cli.settings_command import settings
from devloop_nb.frontends.cli.show_command import show
from devloop_nb.frontends.cli.steer_command import approve, blockers, plan, reject, steer
from devloop_nb.frontends.cli.suite_command import test
from devloop_nb.values.errors import BadInput

# typer raises the usage errors of click, or of the copy of click inside it; this is their common base in both.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="devloop-nb",
    help="Requirements become tested, measured, scored code.",
    epilog="Exit codes: 0 success, 2 wrong use, 3 partial, 4 failed, 5 environment, 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
STEERING = (steer, approve, reject, plan, blockers, accept, undo, redo, scratch)
LOOKING = (show, compare, rank, settings, prompt, doctor, memory, model, test)
for command in (demo, form, run, status, history, calls, report, freeze, resume, *STEERING, *LOOKING):
    app.command()(command)
app.add_typer(bench)


def say_version(asked: bool) -> None:
    """The version, and nothing else."""
    if asked:
        say(f"devloop-nb {metadata.version('devloop-nb')}")
        raise typer.Exit


@app.callback()
def begin(
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Requirements become tested, measured, scored code."""


def obey(arguments: Sequence[str], *, as_json: bool) -> int:
    """Runs a command line; its exit code. Raises what a command raises, and ``SystemExit``."""
    try:
        return int(app(spell_out(arguments), prog_name="devloop-nb", standalone_mode=not as_json) or 0)
    except UsageError as error:
        raise BadInput(str(error), mend="See: devloop-nb --help") from None

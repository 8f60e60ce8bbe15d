"""The command ``devloop-nb``: its commands, and how it ends."""

import errno
import sys
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
from devloop_nb.frontends.cli.output import fail, say, tell
from devloop_nb.frontends.cli.prompt_command import prompt
from devloop_nb.frontends.cli.rank_command import rank
from devloop_nb.frontends.cli.resume_command import resume
from devloop_nb.frontends.cli.run_command import run
from devloop_nb.frontends.cli.scratch_command import scratch
from devloop_nb.frontends.cli.settings_command import settings
from devloop_nb.frontends.cli.show_command import show
from devloop_nb.frontends.cli.steer_command import approve, blockers, plan, reject, steer
from devloop_nb.frontends.cli.suite_command import test
from devloop_nb.frontends.cli.work import INTERRUPTED
from devloop_nb.values.errors import BadInput, DevloopError, EnvironmentProblem

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
FULL = "Make room on that disk; runs are kept."
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


def main() -> None:
    """The console script."""
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Runs a command line and gives its exit code; no expected error shows a traceback."""
    as_json = "--json" in arguments
    try:
        return int(app(spell_out(arguments), prog_name="devloop-nb", standalone_mode=not as_json) or 0)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except DevloopError as error:
        return fail(error, as_json=as_json)
    except UsageError as error:
        return fail(BadInput(str(error), mend="See: devloop-nb --help"), as_json=True)
    except KeyboardInterrupt:
        tell("devloop-nb: interrupted")
        return INTERRUPTED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return fail(EnvironmentProblem("what it says cannot be written", str(error.strerror), FULL), as_json=False)

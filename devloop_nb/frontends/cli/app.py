"""The console script: how it begins and how it ends, whatever the command."""

import errno
import sys
from collections.abc import Sequence

from devloop_nb.frontends.cli.interrupts import INTERRUPTED, INTERRUPTS
from devloop_nb.frontends.cli.output import fail, tell
from devloop_nb.values.errors import DevloopError, EnvironmentProblem

FULL = "Make room on that disk; runs are kept."


def main() -> None:
    """The console script."""
    INTERRUPTS.take_over()
    code = call(sys.argv[1:])
    if code == INTERRUPTED and not INTERRUPTS.said:
        tell("devloop-nb: interrupted")
    sys.exit(code)


def call(arguments: Sequence[str]) -> int:
    """Runs a command line and gives its exit code; no expected error shows a traceback."""
    as_json = "--json" in arguments
    try:
        # Only here, so that an interrupt while all of it is read ends like any other.
        from devloop_nb.frontends.cli.commands import obey

        return obey(arguments, as_json=as_json)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except DevloopError as error:
        return fail(error, as_json=as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return fail(EnvironmentProblem("what it says cannot be written", str(error.strerror), FULL), as_json=False)

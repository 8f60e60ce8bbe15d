"""Runs one cell as a notebook would, in a kernel that has run nothing else."""

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython
from IPython.utils.capture import capture_output

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import alarm, no_running_loop, set_limits
    from devloop_nb.kernels.inside.words import LONGEST_LINE, clip, first_line

MOST_NAMES = 200


def run_cell(order: dict[str, Any]) -> None:
    """Carries out one order; what came of the cell is written down."""
    shell = get_ipython()
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(Path.cwd()))
    set_limits(order["memory_mib"])
    for name in {*shell.user_ns} - {*shell.user_ns_hidden}:  # What brought this code here is no part of the cell.
        del shell.user_ns[name]
    seconds = order["seconds"]
    late = f"took longer than {seconds:g} s"
    with no_running_loop(), capture_output(display=False) as said, alarm(seconds, late):
        result = shell.run_cell(order["source"], store_history=False)
    error = result.error_before_exec or result.error_in_exec
    told = {
        "result": "" if result.result is None else text_of(result.result),
        "error": first_line(error, str(Path.cwd())) if error else "",
        "lacks": clip(getattr(error, "name", None) or "") if isinstance(error, NameError) else "",
        "printed": clip(said.stdout),
        "names": {name: text_of(value) for name, value in visible(shell)},
    }
    with contextlib.suppress(OSError), Path(order["journal"]).open("a") as journal:
        journal.write(json.dumps({"nonce": order["nonce"], **told}) + "\n")


def visible(shell: Any) -> list[tuple[str, Any]]:
    """The names that a user would say were bound."""
    new = [(n, v) for n, v in shell.user_ns.items() if n not in shell.user_ns_hidden and not n.startswith("_")]
    return new[:MOST_NAMES]


def text_of(value: object) -> str:
    """The value as text."""
    try:
        return clip(repr(value), LONGEST_LINE)
    except Exception as error:  # noqa: BLE001  # Any class's own.
        return f"(its text cannot be read: {type(error).__name__})"

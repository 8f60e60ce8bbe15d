"""Makes a ``%%devloop`` cell awaitable: IPython has no asynchronous magics, but it awaits whole cells."""

import re
import sys
from typing import Any

# What IPython makes of a cell that holds one magic and nothing else is one line; a call in other code is left alone.
CELL = re.compile(r"get_ipython\(\)\.run_cell_magic\('devloop'(?P<rest>, .*\)\n?)")
LINE = re.compile(r"get_ipython\(\)\.run_line_magic\('devloop'(?P<rest>, '\s*resume\b.*\)\n?)")
NO_BODY = re.compile(r", ''\)(\n?)$")


class AwaitCell:
    """An input transformer for one shell."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell

    def __call__(self, lines: list[str]) -> list[str]:
        """The cell as it was, or one that is awaited."""
        if len(lines) != 1 or not self._shell.autoawait:
            return lines
        found = CELL.fullmatch(lines[0]) or LINE.fullmatch(lines[0])
        if not found or inside_a_magic():
            return lines
        kind = "cell" if found.re is CELL else "line"
        # IPython refuses an empty body before the magic could say what belongs there.
        rest = NO_BODY.sub(r", '\\n')\1", found["rest"]) if kind == "cell" else found["rest"]
        return [f"await get_ipython().run_{kind}_magic('_devloop_await'{rest}"]


def inside_a_magic() -> bool:
    """Whether another magic, such as ``%%time``, runs this cell: it could not await it."""
    frame = sys._getframe().f_back
    while frame:
        if frame.f_code.co_name in ("run_cell_magic", "run_line_magic"):
            return True
        frame = frame.f_back
    return False

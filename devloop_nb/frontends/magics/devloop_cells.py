"""What happens to a cell with ``%%devloop`` before IPython reads it: it is kept word for word, and awaited.

IPython has no asynchronous magics, but it awaits whole cells. In a terminal it starts a loop only for that, and drops
what it awaited when the cell is interrupted: there the magic blocks, and hears of it. And IPython takes ``>>>`` for a
prompt that was pasted and removes it from every cell, also where it begins an example in the requirements.
"""

import asyncio
import re
import sys
from typing import Any

from IPython.core.inputtransformer2 import (
    cell_magic,
    leading_empty_lines,
    leading_indent,
    make_tokens_by_line,
)

RESUME = re.compile(r"%devloop[ \t]+(?P<words>resume\b[^?\n]*?)\s*")
CALL = "get_ipython().run_cell_magic('devloop', "
NO_BODY = re.compile(r", ''\)(\n?)$")


class DevloopCells:
    """The first of a shell's input transformers."""

    # IPython then leaves it out when it asks, in a terminal, whether a cell is complete.
    has_side_effects = True

    def __init__(self, shell: Any) -> None:
        self._shell = shell

    def __call__(self, lines: list[str]) -> list[str]:
        """The cell as it was, or what it stands for."""
        cell = leading_indent(leading_empty_lines(lines))
        if not cell or not cell[0].startswith("%%"):
            return self._resumed(cell) or lines
        if not any(line.startswith("%%devloop") for line in cell):
            return lines
        text = "".join(cell_magic(cell))
        return [self._awaited(text)] if text.startswith("get_ipython()") else lines

    def _awaited(self, text: str) -> str:
        if not text.startswith(CALL):
            return text
        # IPython refuses an empty body before the magic could say what belongs there.
        text = NO_BODY.sub(r", '\\n')\1", text)
        return (
            text.replace(CALL, "await get_ipython().run_cell_magic('_devloop_await', ", 1)
            if self._may_await()
            else text
        )

    def _resumed(self, cell: list[str]) -> list[str]:
        """With its ``%devloop resume`` awaited; nothing where there is none, or none can be."""
        wanted = {at: found["words"] for at, line in enumerate(cell) if (found := RESUME.fullmatch(line))}
        if not wanted or not self._may_await():
            return []
        for at in wanted.keys() & beginnings(cell):
            cell[at] = f"await get_ipython().run_line_magic('_devloop_await', {wanted[at]!r})\n"
        return cell

    def _may_await(self) -> bool:
        return self._shell.autoawait and loop_runs() and not inside_a_magic()


def beginnings(cell: list[str]) -> set[int]:
    """The lines, from 0, with which something begins: not those inside a string or a bracket."""
    return {tokens[0].start[0] - 1 for tokens in make_tokens_by_line(cell)}


def loop_runs() -> bool:
    """Whether this thread has a loop that goes on before and after the cell, as a kernel has."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def inside_a_magic() -> bool:
    """Whether another magic, such as ``%%time``, runs this cell: it could not await it."""
    frame = sys._getframe().f_back
    while frame:
        if frame.f_code.co_name in ("run_cell_magic", "run_line_magic"):
            return True
        frame = frame.f_back
    return False

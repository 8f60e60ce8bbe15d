"""Line by line, what the process holds while a suite runs over some code."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from devloop_nb.kernels.errand import Errand, ErrandRunner
from devloop_nb.kernels.excerpt import clean
from devloop_nb.values.limits import Limits
from devloop_nb.values.memory_lines import MemoryLine, MemoryTable
from devloop_nb.values.suite import Suite

_PIECES = ("words.py", "bounds.py", "receipt.py", "probe.py", "program.py", "suite.py", "memory_lines.py")
_NOTHING = "no function of the code ran"


class LineRunner(ErrandRunner):
    """Runs suites like any runner, and looks at their memory line by line."""

    async def memory_lines(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> MemoryTable:
        """A run of its own, in which only the functions in ``sources`` are looked at; it takes much longer.

        Raises ``KernelUnavailable`` where no kernel starts, ``BadInput`` on a name that cannot be a file's.
        """
        order = {
            "modules": tuple(sources),
            "files": tuple(file.name for file in suite.files),
            "test_seconds": limits.test_seconds,
            "memory_mib": limits.memory_mib,
        }
        errand = Errand(_PIECES, "profile_lines", order, limits.suite_seconds)
        told, end = await self.send(errand, sources, limits, suite)
        lines = tuple(line for each in told if (line := _line(each)))
        problems = (end, *(str(each["problem"]) for each in told if each.get("problem")), "" if lines else _NOTHING)
        return MemoryTable(lines=lines, problem=clean(next((each for each in problems if each), "")))


def _line(told: dict[str, Any]) -> MemoryLine | None:
    content = {name: value for name, value in told.items() if name != "nonce"}
    try:
        return MemoryLine(**content)
    except (ValidationError, TypeError):  # The last line, or the code forged it.
        return None

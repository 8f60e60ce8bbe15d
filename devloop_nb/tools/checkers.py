"""All tools over one module, in a scratch folder that holds code and nothing else."""

import asyncio
import importlib.util
import tempfile
from collections.abc import Collection, Coroutine, Mapping
from pathlib import Path
from typing import Any

from devloop_nb.tools.mypy import run_mypy
from devloop_nb.tools.quiet import without_comments
from devloop_nb.tools.ruff import SELECT, run_ruff
from devloop_nb.values.gate import EXTRA, Checked

TOOLS = dict.fromkeys(SELECT, "ruff") | {"types": "mypy", "coverage": "coverage"}


class Checkers:
    """Runs what is installed, and says of the rest what to install."""

    def __init__(self, tools: Mapping[str, str] = TOOLS) -> None:
        """``tools`` are modules of Python by the gates that need them."""
        self._tools = dict(tools)

    def absent(self, gates: Collection[str]) -> dict[str, str]:
        """What to install for those of the gates that cannot be run."""
        missing = {tool for tool in self._tools.values() if importlib.util.find_spec(tool) is None}
        return {
            gate: f"{tool} is not installed: {EXTRA}"
            for gate, tool in self._tools.items()
            if gate in gates and tool in missing
        }

    async def check(
        self, module: str, sources: Mapping[str, str], gates: Collection[str], complexity: float
    ) -> dict[str, Checked]:
        """What the tools say about a module among ``sources``, by gate; what is not installed is ``absent``."""
        absent = self.absent(gates)
        wanted = {gate for gate in gates if gate in self._tools and gate not in absent}
        with tempfile.TemporaryDirectory(prefix="devloop-check-", ignore_cleanup_errors=True) as scratch:
            folder = Path(scratch) / "code"
            await asyncio.to_thread(_fill, folder, sources)
            asked: list[Coroutine[Any, Any, dict[str, Checked]]] = []
            if wanted & SELECT.keys():
                asked.append(run_ruff(folder, f"{module}.py", complexity))
            if "types" in wanted:
                asked.append(_types(folder, f"{module}.py"))
            told = await asyncio.gather(*asked)
        found = {gate: checked for each in told for gate, checked in each.items() if gate in wanted}
        return found | {gate: Checked(absent=why) for gate, why in absent.items()}


async def _types(folder: Path, file: str) -> dict[str, Checked]:
    return {"types": await run_mypy(folder, file)}


def _fill(folder: Path, sources: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        (folder / f"{name}.py").write_bytes(without_comments(source).encode("utf-8", "backslashreplace"))

"""What is sent into a kernel: the probe as text, and what it is to run."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from devloop_nb.kernels.reports import MIME
from devloop_nb.kernels.scratch import Scratch
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

PIECES = ("words.py", "bounds.py", "receipt.py", "probe.py", "suite.py")
# The pieces run under the name of the main module, so that their exceptions are shown without a module.
_CELL = """
import json
space = {{"__name__": "__main__"}}
for name, text in json.loads({pieces!r}):
    exec(compile(text, name, "exec"), space)
space[{start!r}](json.loads({order!r}))
"""


@dataclass(frozen=True)
class Order:
    """One suite as the probe reads it; ``nonce`` marks the reports about it."""

    nonce: str
    mime: str
    journal: str
    modules: tuple[str, ...]
    files: tuple[str, ...]
    test_seconds: float
    suite_seconds: float
    memory_mib: int

    @staticmethod
    def of(scratch: Scratch, sources: Mapping[str, str], suite: Suite, limits: Limits) -> "Order":
        """The order for a filled folder."""
        return Order(
            nonce=uuid.uuid4().hex,
            mime=MIME,
            journal=str(scratch.journal),
            modules=tuple(sources),
            files=tuple(file.name for file in suite.files),
            test_seconds=limits.test_seconds,
            suite_seconds=limits.suite_seconds,
            memory_mib=limits.memory_mib,
        )


def cell(order: Order) -> str:
    """The code that runs the suite."""
    return program(PIECES, "run", asdict(order))


def program(names: Iterable[str], start: str, order: dict[str, Any]) -> str:
    """The code that loads the pieces of these names and calls the function ``start`` with an order."""
    folder = resources.files("devloop_nb.kernels.inside")
    pieces = [(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return _CELL.format(pieces=json.dumps(pieces), start=start, order=json.dumps(order))

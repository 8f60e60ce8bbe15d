"""What is sent into a kernel: the probe as text, and what it is to run."""

import base64
import marshal
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from devloop_nb.kernels.reports import MIME
from devloop_nb.kernels.scratch import Scratch
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

PIECES = ("words.py", "bounds.py", "receipt.py", "probe.py", "program.py", "suite.py")
# The pieces run under the name of the main module, so that their exceptions are shown without a module. They are
# compiled here, once; a kernel is of the same Python. The cell hears them as an answer, because ipykernel takes ten
# milliseconds to find a name for a cell that is as long as they are. What a function returns is done next.
CELL = """
import base64, json, marshal
from IPython.core.getipython import get_ipython
kernel = get_ipython().kernel
told = json.loads(kernel.session.recv(kernel.stdin_socket, mode=0)[1]["content"]["value"])
while told:
    space = {"__name__": "__main__"}
    for code in marshal.loads(base64.b64decode(told["pieces"])):
        exec(code, space)
    told = space[told["start"]](told["order"])
"""


@dataclass(frozen=True)
class Program:
    """The pieces of these ``names``, and the order that the function ``start`` in one of them carries out."""

    names: tuple[str, ...]
    start: str
    order: dict[str, Any]

    def told(self, standing_by: bool = False) -> dict[str, Any]:
        """What ``CELL`` has to know; a kernel that stands by for a suite has its pieces."""
        pieces = "" if standing_by and (self.names, self.start) == (PIECES, "run") else _compiled(self.names)
        return {"pieces": pieces, "start": self.start, "order": self.order}


@dataclass(frozen=True)
class Order:
    """One suite as the probe reads it; ``nonce`` marks the reports about it."""

    nonce: str
    mime: str
    journal: str
    modules: tuple[str, ...]
    files: tuple[str, ...]
    left_out: tuple[str, ...]
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
            left_out=suite.left_out,
            test_seconds=limits.test_seconds,
            suite_seconds=limits.suite_seconds,
            memory_mib=limits.memory_mib,
        )


def cell(order: Order) -> Program:
    """Runs the suite."""
    return Program(PIECES, "run", asdict(order))


STAND_BY = Program((*PIECES, "stand_by.py"), "stand_by", {"mime": MIME})


@cache
def _compiled(names: tuple[str, ...]) -> str:
    folder = resources.files("devloop_nb.kernels.inside")
    # No file of that name: a module to be tested may be called as a piece is.
    pieces = [compile((folder / name).read_text(encoding="utf-8"), f"<{name}>", "exec") for name in names]
    return base64.b64encode(marshal.dumps(pieces)).decode()

"""Something other than a suite that a fresh kernel is sent to do, and what it writes down meanwhile."""

import asyncio
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from devloop_nb.kernels.marked_lines import marked_lines
from devloop_nb.kernels.order import Program
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.runner import GRACE_SECONDS, KernelRunner
from devloop_nb.kernels.spending import Spending
from devloop_nb.kernels.verdict import death
from devloop_nb.kernels.watch import Watch
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

if TYPE_CHECKING:
    from devloop_nb.kernels.fresh_kernel import FreshKernel

_LOOK_SECONDS = 0.05
NO_SUITE = Suite(module="errand", files=())


@dataclass(frozen=True)
class Errand:
    """The pieces that the kernel loads, and the function of theirs that it calls with ``order``.

    The order gets a ``nonce`` and the path of the ``journal``; lines of JSON with that nonce are the answer.
    """

    pieces: tuple[str, ...]
    start: str
    order: Mapping[str, Any]
    seconds: float


class ErrandRunner(KernelRunner):
    """Runs suites like any runner, and errands."""

    async def send(
        self, errand: Errand, sources: Mapping[str, str], limits: Limits, suite: Suite = NO_SUITE
    ) -> tuple[list[dict[str, Any]], str]:
        """The lines that the kernel wrote, and why there are no more of them; empty where it came to its end.

        ``sources``, code by module name, lie in its folder, and the suite's files. Raises ``KernelUnavailable``.
        """
        nonce = uuid.uuid4().hex
        async with self._turn(), self._kernel(sources, suite, limits, wanted_packages(sources, suite)) as kernel:
            told = {**errand.order, "nonce": nonce, "journal": str(kernel.scratch.journal)}
            request = kernel.execute(Program(errand.pieces, errand.start, told))
            end = await see_to_its_end(kernel, request, errand.seconds, limits)
            journal = await asyncio.to_thread(kernel.scratch.read_journal)
        return list(marked_lines(journal, nonce)), end


async def see_to_its_end(kernel: "FreshKernel", request: str, seconds: float, limits: Limits) -> str:
    """Why the kernel did not come to its end; empty where it did."""
    spending = Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib)
    watch = Watch(seconds, seconds + GRACE_SECONDS)
    while True:
        message = await kernel.receive(_LOOK_SECONDS)
        watch.look()
        if message and _is_idle(message, request):
            return ""
        if message is None and kernel.exit_code is not None:
            return death(kernel.exit_code).why
        if why := await spending.overspent():
            return f"the kernel was killed: {why}"
        if watch.suite_left < 0:
            return f"it took longer than {seconds:g} s, and the kernel was killed"


def _is_idle(message: dict[str, Any], request: str) -> bool:
    with suppress(AttributeError):  # The code in the kernel can send what it likes.
        mine = message.get("parent_header", {}).get("msg_id") == request
        return bool(mine and message.get("content", {}).get("execution_state") == "idle")
    return False

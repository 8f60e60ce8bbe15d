"""The sealed verdict: the tests run in one kernel, the code in another, and only plain data passes between them."""

import asyncio
import contextlib
import hashlib
import socket
import time
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Literal

from devloop_nb.kernels.fence.tier import required_tier
from devloop_nb.kernels.order import Order
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.reports import Reports
from devloop_nb.kernels.runner import KernelRunner, follow
from devloop_nb.kernels.sealed_door import opened
from devloop_nb.kernels.sealed_needs import modules_of, why_not
from devloop_nb.kernels.sealed_order import code_cell, tests_cell
from devloop_nb.kernels.spending import Spending
from devloop_nb.kernels.verdict import Ending, judge
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite

if TYPE_CHECKING:
    from devloop_nb.kernels.fresh_kernel import FreshKernel

_LOOK_SECONDS = 0.2
# What a test that could not be sealed was ended by, and whose doing that is.
_NOT_PLAIN: tuple[tuple[str, Literal["tests", "code"]], ...] = (
    ("ArgumentNotPlain", "tests"),
    ("ResultNotPlain", "code"),
)


class SealedRunner(KernelRunner):
    """Runs suites like any runner, and where it is asked to, with the code in another kernel than the tests."""

    async def seal(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome | NotSealed:
        """Runs the suite over ``sources`` so that nothing the code does can change what the tests find.

        Of the figures only the seconds are told. Raises what ``run`` raises.
        """
        tier = await asyncio.to_thread(required_tier, limits.require_tier)
        if tier.value < 2:  # The first tier that keeps processes apart.
            return NotSealed(by="machine", why=f"the fence does not keep two processes apart: {tier.says}")
        if why := why_not(sources, suite):
            return NotSealed(by="tests", why=why)
        async with self._turn() as began, self._two_kernels(sources, suite, limits) as (tests, code):
            reports, ending = await _converse(tests, code, sources, suite, limits)
        outcome = judge(reports, suite, ending, time.monotonic() - began)
        return _not_sealed(outcome, suite) or _sealed(outcome, sources, tier.says)

    @contextlib.asynccontextmanager
    async def _two_kernels(
        self, sources: Mapping[str, str], suite: Suite, limits: Limits
    ) -> "AsyncIterator[tuple[FreshKernel, FreshKernel]]":
        """One with the tests alone, one with the code alone, started at the same time."""
        packages = wanted_packages(sources, suite)
        no_tests = suite.model_copy(update={"files": (), "given": ""})
        async with contextlib.AsyncExitStack() as stack:
            entering = (
                stack.enter_async_context(self._kernel({}, suite, limits, packages)),
                stack.enter_async_context(self._kernel(sources, no_tests, limits, packages)),
            )
            # All have ended before an error is raised: each kernel is either gone or in the stack.
            tests, code = await asyncio.gather(*entering, return_exceptions=True)
            if isinstance(tests, BaseException):
                raise tests
            if isinstance(code, BaseException):
                raise code
            yield tests, code


async def _converse(
    tests: "FreshKernel", code: "FreshKernel", sources: Mapping[str, str], suite: Suite, limits: Limits
) -> tuple[Reports, Ending]:
    """Has each kernel handed its end of one channel, and follows the tests to their end."""
    order = Order.of(tests.scratch, sources, suite, limits)
    own = [Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib) for kernel in (tests, code)]
    with opened(tests.scratch) as door, opened(code.scratch) as other_door:
        code.execute(code_cell(sources, suite, limits, other_door.path))
        ends = socket.socketpair()
        handing = [
            asyncio.create_task(each.hand_over(end)) for each, end in zip((door, other_door), ends, strict=True)
        ]
        following = asyncio.create_task(
            follow(tests, order, tests_cell(order, modules_of(sources, suite), door.path), own[0])
        )
        guarding = asyncio.create_task(_guard(code, own[1]))
        try:
            await asyncio.wait({following, guarding}, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                return following.result()
            return Reports(order.nonce, ""), Ending("crashed", f"the code's kernel was killed: {guarding.result()}")
        finally:
            await _cancelled(following, guarding, *handing)


async def _cancelled(*tasks: "asyncio.Task[object]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _guard(code: "FreshKernel", spending: Spending) -> str:
    """Why the code's kernel has to be killed; whatever it says is not listened to."""
    while True:
        await code.receive(_LOOK_SECONDS)
        if why := await spending.overspent():
            return why


def _not_sealed(outcome: Outcome, suite: Suite) -> NotSealed | None:
    """What kept the tests from being run in this way, if that is why they failed."""
    for name, by in _NOT_PLAIN:
        for case in outcome.tests:
            if case.exception == name:
                return NotSealed(by=by, why=f"{case.id}: {case.message}")
        if any(outcome.message.startswith(f"collecting {file.name} failed: {name}: ") for file in suite.files):
            return NotSealed(by=by, why=outcome.message)
    return None


def _sealed(outcome: Outcome, sources: Mapping[str, str], fence: str) -> Outcome:
    """Without figures, which would be those of the tests' kernel, and with digests of what the code's was given."""
    tests = tuple(case.model_copy(update={"cpu_seconds": 0.0, "peak_mib": None}) for case in outcome.tests)
    digests = {
        name: hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()
        for name, source in sources.items()
    }
    receipt = outcome.receipt and outcome.receipt.model_copy(update={"sources": digests})
    return outcome.model_copy(
        update={"verdict": "sealed", "tests": tests, "peak_mib": None, "receipt": receipt, "fence": fence}
    )

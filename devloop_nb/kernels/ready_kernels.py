"""Kernels that have started before anybody wants them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.fresh_kernel import FreshKernel
from devloop_nb.kernels.scratch import SETTINGS, Scratch
from devloop_nb.values.errors import KernelUnavailable

KEEP_SECONDS = 300.0


@dataclass(frozen=True)
class Wish:
    """What tells one kernel that has run nothing from another: its packages, its fence, and where its folder is."""

    packages: tuple[str, ...]
    fence: Fence
    base: str

    @staticmethod
    def of(scratch: Scratch, packages: tuple[str, ...]) -> "Wish":
        """The wish for a kernel in such a folder."""
        return Wish(packages, replace(scratch.fence, root=""), str(scratch.root.parent))

    def scratch(self) -> Scratch:
        """A folder as wished for."""
        scratch = Scratch()
        scratch.fence = replace(self.fence, root=str(scratch.root))
        return scratch


class ReadyKernels:
    """At ``most`` so many; each is one for a suite that is like the last ones, and none is kept for long."""

    def __init__(self, new_kernel: Callable[[Scratch, tuple[str, ...]], FreshKernel], most: int) -> None:
        self._new_kernel, self._most = new_kernel, most
        self._ready: list[_Ready] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._wishes = 0

    async def take(self, wish: Wish) -> FreshKernel | None:
        """A kernel that runs already, where there is one, and where it would still start as it did."""
        loop = asyncio.get_running_loop()
        for ready in [each for each in self._ready if each.wish == wish and each.task.get_loop() is loop]:
            self._ready.remove(ready)
            kernel = None
            try:
                if kernel := await ready.take():
                    return kernel
            finally:
                if not kernel:
                    self._dismiss(ready)
        return None

    def expect(self, wish: Wish) -> None:
        """One like it may be wanted soon; the first wish is not taken for a habit."""
        self._wishes += 1
        self._ready = [each for each in self._ready if not each.task.done()]
        if self._wishes == 1 or sum(each.wish == wish for each in self._ready) >= self._most:
            return
        for oldest in self._ready[: max(0, len(self._ready) + 1 - self._most)]:
            self._ready.remove(oldest)
            self._dismiss(oldest)
        self._ready.append(_Ready(wish, self._new_kernel(wish.scratch(), wish.packages)))

    async def settle(self) -> None:
        """Waits until those that are on their way have started."""
        await asyncio.gather(*(ready.started() for ready in self._ready))

    async def close(self) -> None:
        """Ends them all."""
        for ready in self._ready:
            self._dismiss(ready)
        self._ready.clear()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    def _dismiss(self, ready: "_Ready") -> None:
        ready.task.cancel()
        self._leaving.add(ready.task)
        ready.task.add_done_callback(self._leaving.discard)


class _Ready:
    """One kernel, ended by its own task unless it is taken in time."""

    def __init__(self, wish: Wish, kernel: FreshKernel) -> None:
        self.wish, self._kernel = wish, kernel
        self._started = asyncio.get_running_loop().create_future()
        self._taken, self._over = asyncio.Event(), False
        self.task = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        try:
            await self._kernel.prepare(SETTINGS)
            await self._kernel.start()
            await self._kernel.stand_by()
            self._started.set_result(None)
            async with asyncio.timeout(KEEP_SECONDS):
                await self._taken.wait()
        except (TimeoutError, KernelUnavailable):
            pass  # Whoever wants a kernel starts one, and is told why it does not.
        finally:
            self._over = True
            if not self._started.done():
                self._started.set_result(None)
            if not self._taken.is_set():
                await self._kernel.end()

    async def started(self) -> None:
        """Waits until it takes requests, or will not."""
        await asyncio.shield(self._started)

    async def take(self) -> FreshKernel | None:
        """The kernel, whose task leaves it to the caller."""
        await self.started()
        if not await self._kernel.is_current() or self._over:
            return None
        self._taken.set()
        return self._kernel

"""The runs that this process works on: each is claimed, steered from a helm, and its end is stored."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from devloop_nb.pipeline import run_pipeline
from devloop_nb.ports.log import Log
from devloop_nb.ports.world import World
from devloop_nb.session.doors import Doors
from devloop_nb.session.ending import put_to_rest, until_done
from devloop_nb.session.helm import Helm, at_the_helm, take_letters
from devloop_nb.values import events as ev
from devloop_nb.values.errors import NotFound, RunBusy
from devloop_nb.values.metric import read_metric
from devloop_nb.values.run_state import Listener, RunState

# How long a wish waits for the process that works on the run; after that it stays in the mailbox.
HEARD_SECONDS = 3.0


class Workshop:
    """Lives on one event loop; ``attended`` says that somebody is there to answer what a run asks."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._helms: dict[str, Helm] = {}

    async def work(
        self, run: str, first: ev.Event, listen: Listener | None, executor: str, *, attended: bool
    ) -> RunState:
        """Works on a run from its event ``first`` until it ends. Raises ``RunBusy``, and why it was put to rest."""
        async with self._claimed(run):
            log = await self._doors.open_log(run, listen)
            await take_letters(log, self._doors.mailbox, late=True)
            await log.emit(first)
            helm = self._helms[run] = Helm(log, self._doors.mailbox, attended=attended)
            work = self._pipeline(log, helm, executor)
            task = self._tasks[run] = asyncio.create_task(work, name=f"devloop {run}")
            try:
                async with at_the_helm(helm, task):
                    await until_done(task)
            finally:
                self._tasks.pop(run, None)
                self._helms.pop(run, None)
                await self.write_accepted(log.state)
            return log.state

    def stop(self, which: str = "") -> tuple[str, ...]:
        """Cancels the run of that id, or name, or all of them."""
        told = [run for run in self._tasks if which in (run, "") or f"-{which}-" in run]
        for run in told:
            self._tasks[run].cancel()
        return tuple(told)

    async def deliver(self, run: str, letter: str) -> bool:
        """Waits until who works on the run has taken the letter; where nobody does, it is taken here."""
        until = time.monotonic() + HEARD_SECONDS
        while time.monotonic() < until:
            if run in self._helms:
                self._helms[run].call()
            elif not await self._doors.history.is_worked_on(run):
                with contextlib.suppress(RunBusy):
                    async with self._claimed(run):
                        await take_letters(await self._doors.open_log(run, None), self._doors.mailbox, late=True)
            if letter not in {waiting.id for waiting in await self._doors.mailbox.waiting(run)}:
                return True
            await asyncio.sleep(0.05)
        return False

    async def write_accepted(self, state: RunState) -> None:
        """Writes the accepted code of a run into its folder, and removes what is accepted no more."""
        files = {
            f"{name}.py": module.best.code if module.accepted and module.best else None
            for name, module in state.modules.items()
            if module.acceptances.made
        }
        if files:
            await asyncio.to_thread(self._doors.write_files, self._doors.code_folder(state.run), files)

    async def close(self) -> None:
        """Stops what runs, and waits for it."""
        tasks = list(self._tasks.values())
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _pipeline(self, log: Log, helm: Helm, executor: str) -> None:
        state = log.state
        if state.requirements is None:
            raise NotFound(f"the run {state.run} holds no requirements", mend="Start it again from its spec.")
        here = state.settings.model_copy(update={"executor": executor})
        async with put_to_rest(log), self._doors.open_coder(here, log) as coder:
            doors, chosen = self._doors, state.settings
            runner = await doors.runners.at(executor)
            metric = await asyncio.to_thread(read_metric, chosen.metric) if chosen.metric else None
            existing = await doors.history.existing(state.name)
            world = World(coder, runner, log, helm, chosen.weights, doors.packages, doors.checkers, metric, existing)
            await run_pipeline(state.requirements, world)

    @asynccontextmanager
    async def _claimed(self, run: str) -> AsyncIterator[None]:
        await self._doors.history.claim(run)
        try:
            yield
        finally:
            await self._doors.history.release(run)

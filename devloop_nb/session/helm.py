"""Who steers a run that runs: takes the letters that come for it, asks people, and holds it still."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from devloop_nb.ports.log import Log
from devloop_nb.session.doors import Mailbox
from devloop_nb.stages.steer import obeying
from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.errors import HistoryUnavailable, RunHalted
from devloop_nb.values.helm_state import HelmState
from devloop_nb.values.steering import Stop

LOOK_SECONDS = 0.25


class Helm:
    """The helm of one run; ``attended`` says that somebody is there to answer."""

    def __init__(self, log: Log, mailbox: Mailbox, *, attended: bool) -> None:
        self._log, self._mailbox, self._attended = log, mailbox, attended
        self._changed = asyncio.Condition()
        self._called = asyncio.Event()

    async def ask(self, checkpoint: Checkpoint) -> Answer:
        """The answer that was given before, that the table of authority gives, or that somebody gives in time.

        Raises ``RunHalted`` where nobody did and the run is to stop then.
        """
        rule = self._log.state.settings.authority.rule(checkpoint.about)
        if known := self._said.answers.get(checkpoint.id):
            return known
        if rule.says == "alone":
            return Answer(choice="approve", by="authority")
        if rule.says == "never":
            return await self._answer(checkpoint, Answer(choice="reject", by="authority"))
        timed = self._log.state.settings.authority.timed(checkpoint)
        if timed.seconds is None and not self._attended:
            timed = timed.model_copy(update={"seconds": 0.0})
        if checkpoint.id not in self._said.asked:
            await self._log.emit(ev.CheckpointReached(checkpoint=timed))
        return await self._wait_for_answer(timed)

    async def steady(self) -> None:
        """Returns at once, unless the run is to pause: then when it is to go on."""
        if self._said.paused:
            await self._until(lambda said: not said.paused)

    def call(self) -> None:
        """There is a letter: do not wait for the next look."""
        self._called.set()

    async def watch(self, work: "asyncio.Task[None]") -> None:
        """Obeys the letters as they come; ``work`` is what has to stop where one says so."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._called.wait()
            self._called.clear()
            # The work itself finds out, and says, that the history cannot be used.
            with contextlib.suppress(HistoryUnavailable):
                for event in await take_letters(self._log, self._mailbox):
                    if isinstance(event, ev.Steered) and isinstance(event.wish, Stop):
                        work.cancel()
                async with self._changed:
                    self._changed.notify_all()

    @property
    def _said(self) -> HelmState:
        return self._log.state.helm

    async def _until(self, holds: Callable[[HelmState], bool]) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: holds(self._said))

    async def _wait_for_answer(self, checkpoint: Checkpoint) -> Answer:
        key = checkpoint.id
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(checkpoint.seconds):
                await self._until(lambda said: key in said.answers or said.stop_after)
        if answer := self._said.answers.get(key):
            return answer
        if self._said.stop_after:
            raise RunHalted(f"stopped by the user at the question about {checkpoint.about}")
        if checkpoint.on_timeout == "stop":
            run = self._log.state.run
            mend = f"Answer with: devloop-nb approve {run}, and go on with: devloop-nb resume {run}"
            raise RunHalted(f"checkpoint timed out: nobody answered about {checkpoint.about}", mend=mend)
        return await self._answer(checkpoint, Answer(choice=checkpoint.on_timeout, by="timeout"))

    async def _answer(self, checkpoint: Checkpoint, answer: Answer) -> Answer:
        await self._log.emit(ev.CheckpointAnswered(checkpoint=checkpoint.id, about=checkpoint.about, answer=answer))
        return self._said.answers[checkpoint.id]


@asynccontextmanager
async def at_the_helm(helm: Helm, work: "asyncio.Task[None]") -> AsyncIterator[Helm]:
    """The helm, manned."""
    watching = asyncio.create_task(helm.watch(work), name="devloop helm")
    try:
        yield helm
    finally:
        watching.cancel()
        await asyncio.wait([watching])


async def take_letters(log: Log, mailbox: Mailbox, *, late: bool = False) -> list[ev.Event]:
    """Obeys all that wait, in their order; ``late`` says that they were left while nobody worked on the run."""
    events = []
    for letter in await mailbox.waiting(log.state.run):
        events.append(obeying(letter, log.state, late=late))
        await log.emit(events[-1])
    return events

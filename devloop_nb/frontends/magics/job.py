"""One run as a cell starts it: awaited, waited for, or left in the background."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.magics.desk import Desk
from devloop_nb.frontends.magics.voice import say
from devloop_nb.session import Told
from devloop_nb.values.errors import DevloopError, RunNotGood
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState

Hear = Callable[[Recorded, RunState], None]
MENDS = {
    "stopped": "%devloop resume {name} goes on with it.",
    "partial": "%devloop show {name} tells what is missing; more --attempts or clearer words may help.",
    "failed": "%devloop show {name} tells why.",
}


@dataclass
class Job:
    """``start`` asks the session and is told of every event; ``begun`` is done with the first.

    ``then`` is done with the run that has ended.
    """

    desk: Desk
    name: str
    start: Callable[[Hear], Awaitable[Told]]
    background: bool = False
    no_raise: bool = False
    then: Callable[[RunState], Awaitable[None]] | None = None
    begun: "Future[None]" = field(default_factory=Future)
    going: bool = False

    async def wait(self) -> None:
        """Keeps the cell waiting, and the kernel's own loop alive."""
        try:
            if self.background:
                await self.begin()
                self._say_where()
            else:
                self._end(await engine().wait(self._work()))
        except asyncio.CancelledError:
            raise self._interrupted() from None

    def block(self) -> None:
        """Does the same where nothing can be awaited."""
        try:
            if self.background:
                engine().run(self.begin())
                self._say_where()
            else:
                self._end(engine().run(self._work()))
        except KeyboardInterrupt:
            raise self._interrupted() from None

    async def begin(self) -> None:
        """Returns with the first event; what goes wrong before it still fails the cell."""
        future = engine().submit(self._work())
        future.add_done_callback(lambda _: self._let_go())
        await asyncio.wrap_future(self.begun)
        if future.done():
            self._end(future.result())
        else:
            future.add_done_callback(self._show_a_bug)
            self.desk.leave(future)
            self.going = True

    def _say_where(self) -> None:
        if self.going:
            say(f"{self.name} runs in the background; %devloop stop {self.name} stops it.")

    async def _work(self) -> RunState:
        screen = self.desk.screen()

        def hear(recorded: Recorded, state: RunState) -> None:
            self.desk.screens[state.run] = screen
            screen.hear(recorded, state)
            self._let_go()

        try:
            told = await self.start(hear)
        except BaseException:  # a cancellation too; whatever it is, it goes on from here
            screen.close()
            raise
        finally:
            self.desk.forget(screen)
        screen.close(told.state, "Answered from history; --rerun asks anew." if told.replayed else "")
        self.desk.keep(told.state)
        if self.then:
            await self.then(told.state)
        return told.state

    def _let_go(self) -> None:
        if not self.begun.done():
            self.begun.set_result(None)

    def _end(self, state: RunState) -> None:
        if state.status != "success" and not self.no_raise:
            mend = MENDS.get(state.status, "").format(name=state.name)
            raise RunNotGood(f"{state.name} ended {state.status}", state.reason, mend)

    def _interrupted(self) -> RunNotGood:
        return RunNotGood(f"{self.name} was interrupted", mend=MENDS["stopped"].format(name=self.name))

    def _show_a_bug(self, future: "Future[RunState]") -> None:
        error = None if future.cancelled() else future.exception()
        if error and not isinstance(error, DevloopError):
            self.desk.shell.showtraceback((type(error), error, error.__traceback__))

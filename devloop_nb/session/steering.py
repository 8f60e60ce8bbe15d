"""What a session lets people say to its runs, a method for each; another process may be working on them."""

from typing import NamedTuple

from devloop_nb.session.reading import Reading
from devloop_nb.session.workshop import Workshop
from devloop_nb.stages.steer import refusal
from devloop_nb.values.choosing import choose_attempt, choose_module
from devloop_nb.values.errors import BadInput
from devloop_nb.values.run_state import RunState
from devloop_nb.values.steering import (
    MOMENTARY,
    Accept,
    GoOn,
    Note,
    Pause,
    RaiseLimit,
    Redo,
    Stop,
    StopAfter,
    Undo,
    Wish,
)


class Heard(NamedTuple):
    """The run after a wish; one that is not ``obeyed`` yet waits for the process that works on the run."""

    state: RunState
    obeyed: bool


class Steering(Reading):
    """Every method takes a run by id, by the beginning of one or by name, and raises ``BadInput`` where it cannot be.

    For a run that nobody works on, notes, limits and answers are kept for when it goes on.
    """

    workshop: Workshop

    async def steer(self, which: str, wish: Wish) -> Heard:
        """Leaves a wish for whoever works on the run, and waits for a moment until it is taken."""
        state = await self.find(which)
        if reason := refusal(wish, state):
            raise BadInput(f"{state.name}: {reason}", mend="Nothing was changed.")
        working = state.status == "running" and await self.is_worked_on(state.run)
        if isinstance(wish, MOMENTARY) and not working:
            mend = f"Go on with it: devloop-nb resume {state.run}" if state.status != "success" else ""
            raise BadInput(f"nobody is working on the run {state.run}", mend=mend)
        letter = await self.doors.mailbox.put(state.run, wish)
        obeyed = await self.workshop.deliver(state.run, letter)
        state = await self.find(state.run)
        if reason := state.helm.refused.get(letter, ""):
            raise BadInput(f"{state.name}: {reason}", mend="Nothing was changed.")
        if isinstance(wish, Accept | Undo | Redo):
            await self.workshop.write_accepted(state)
        return Heard(state, obeyed)

    async def stop_now(self, which: str) -> Heard:
        """Stops at once, whoever works on it."""
        return await self.steer(which, Stop())

    async def stop_after(self, which: str) -> Heard:
        """Stops when the attempts that are being made are done."""
        return await self.steer(which, StopAfter())

    async def pause(self, which: str) -> Heard:
        """Begins nothing more until it is to go on."""
        return await self.steer(which, Pause())

    async def go_on(self, which: str) -> Heard:
        """Ends a pause, and takes back ``stop_after``."""
        return await self.steer(which, GoOn())

    async def note(self, which: str, says: str, module: str = "") -> Heard:
        """Tells the model something from now on, about one module or about all."""
        return await self.steer(which, Note(says=says, module=module))

    async def raise_limit(self, which: str, name: str, value: float) -> Heard:
        """More may be spent, or a lower score is enough."""
        return await self.steer(which, RaiseLimit(name=name, value=value))

    async def accept(self, which: str, module: str = "", number: int | None = None) -> RunState:
        """Makes an attempt the accepted one, by hand; without a number the best of the module."""
        state = await self.find(which)
        chosen = choose_module(state, module)
        attempt = choose_attempt(chosen, number)
        if chosen.accepted == attempt.number:
            return state
        return (await self.steer(state.run, Accept(module=chosen.name, number=attempt.number))).state

    async def undo(self, which: str, module: str = "") -> Heard:
        """Takes back the last acceptance of a module; the attempt that was accepted before is accepted again."""
        return await self.steer(which, Undo(module=module))

    async def redo(self, which: str, module: str = "") -> Heard:
        """Accepts again what was taken back last."""
        return await self.steer(which, Redo(module=module))

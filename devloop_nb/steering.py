"""What a session lets people say to its runs, a method for each; another process may be working on them."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from devloop_nb.stages.plan import sound_plan
from devloop_nb.values.checkpoint import Answer, Checkpoint, Choice
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.plan import Plan
from devloop_nb.values.run_state import RunState
from devloop_nb.values.steering import GoOn, Note, Pause, RaiseLimit, Redo, Reply, Stop, StopAfter, Undo, Wish
from devloop_nb.values.summary import RunRow


class Heard(NamedTuple):
    """The run after a wish; one that is not ``obeyed`` yet waits for the process that works on the run."""

    state: RunState
    obeyed: bool


class Question(NamedTuple):
    """A question that a run waits with."""

    run: str
    name: str
    checkpoint: Checkpoint


class Steering(ABC):
    """Every method takes a run by id, by the beginning of one or by name, and raises ``BadInput`` where it cannot be.

    For a run that nobody works on, notes, limits and answers are kept for when it goes on.
    """

    @abstractmethod
    async def steer(self, which: str, wish: Wish) -> Heard:
        """Says something to a run."""

    @abstractmethod
    async def find(self, which: str = "") -> RunState:
        """The state of a run."""

    @abstractmethod
    async def runs(self, limit: int = 50) -> tuple[RunRow, ...]:
        """The newest runs first."""

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

    async def undo(self, which: str, module: str = "") -> Heard:
        """Takes back the last acceptance of a module; the attempt that was accepted before is accepted again."""
        return await self.steer(which, Undo(module=module))

    async def redo(self, which: str, module: str = "") -> Heard:
        """Accepts again what was taken back last."""
        return await self.steer(which, Redo(module=module))

    async def answer(self, which: str, checkpoint: str, answer: Answer) -> Heard:
        """Answers a question; the only open one where ``checkpoint`` is empty, of any run where ``which`` is."""
        asking = {question.run for question in await self.blockers()} if not which else set()
        state = await self.find(asking.pop() if len(asking) == 1 else which)
        return await self.steer(state.run, Reply(checkpoint=open_question(state, checkpoint).id, answer=answer))

    async def approve(self, which: str, note: str = "", checkpoint: str = "") -> Heard:
        """Yes."""
        return await self.answer(which, checkpoint, _answer("approve", note))

    async def reject(self, which: str, note: str = "", checkpoint: str = "") -> Heard:
        """No, and why."""
        return await self.answer(which, checkpoint, _answer("reject", note))

    async def edit_plan(self, which: str, plan: Plan, checkpoint: str = "") -> Heard:
        """This plan in place of the one that was asked about; it is made sound by the same rules."""
        state = await self.find(which)
        question = open_question(state, checkpoint, about="" if checkpoint else "plan")
        if state.requirements is None:
            raise NotFound(f"the run {state.run} holds no requirements")
        sound = sound_plan(plan.model_copy(update={"by": "user"}), state.requirements)
        return await self.answer(state.run, question.id, Answer(choice="edit", plan=sound))

    async def blockers(self, which: str = "") -> tuple[Question, ...]:
        """The questions of one run, or of all that have not ended."""
        names = [which] if which else [row.run for row in await self.runs() if row.status in ("running", "stopped")]
        states = [await self.find(name) for name in names]
        return tuple(Question(state.run, state.name, question) for state in states for question in state.helm.open)


def open_question(state: RunState, checkpoint: str = "", about: str = "") -> Checkpoint:
    """The open question of that id, about that, or the only one. Raises ``NotFound``."""
    known = state.helm.open
    found = [question for question in known if checkpoint in ("", question.id) and about in ("", question.about)]
    if len(found) == 1:
        return found[0]
    wanted = f" about {about}" if about else f" {checkpoint}" if checkpoint else ""
    if not found:
        listed = f"Open: {', '.join(question.id for question in known)}." if known else "A run asks with --ask plan."
        raise NotFound(f"{state.name} asks no question{wanted}", mend=listed)
    mend = f"Name one: {', '.join(question.id for question in found)}."
    raise NotFound(f"{state.name} asks {len(found)} questions", mend=mend)


def _answer(choice: Choice, note: str) -> Answer:
    try:
        return Answer(choice=choice, note=note)
    except ValueError:
        raise BadInput("the note is too long", mend="4000 characters are the most.") from None

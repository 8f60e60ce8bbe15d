"""What a session lets people answer: the questions with which runs wait."""

from typing import NamedTuple

from devloop_nb.session.steering import Heard, Steering
from devloop_nb.stages.plan import sound_plan
from devloop_nb.values.checkpoint import Answer, Checkpoint, Choice
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.plan import Plan
from devloop_nb.values.run_state import RunState
from devloop_nb.values.steering import Reply


class Question(NamedTuple):
    """A question that a run waits with."""

    run: str
    name: str
    checkpoint: Checkpoint


class Answering(Steering):
    """An answer is a wish: for a run that nobody works on it is kept for when it goes on."""

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

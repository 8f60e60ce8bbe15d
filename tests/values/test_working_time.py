"""The seconds of work that a fold counts: neither pauses nor the time at a question."""

import pytest

from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.fold import fold
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings

STARTED = ev.RunStarted(requirements=Requirements(name="half", goal="x"), settings=Settings(), lm="scripted")
ASKED = ev.CheckpointReached(checkpoint=Checkpoint(id="plan", about="plan", asks="Build this?", seconds=600))
STOPPED = ev.RunEnded(status="stopped", reason="checkpoint timed out: nobody answered about plan")
APPROVED = ev.CheckpointAnswered(checkpoint="plan", about="plan", answer=Answer(choice="approve"))


def worked(*told: tuple[float, ev.Event]) -> float:
    return fold(ev.Recorded(run="r", seq=n, at=at, event=event) for n, (at, event) in enumerate(told)).active


@pytest.mark.parametrize("end", [STOPPED, APPROVED])
def test_waiting_at_a_question_is_no_work_however_it_ends(end: ev.Event) -> None:
    assert worked((100, STARTED), (103, ASKED), (703, end)) == 3


def test_waiting_again_for_the_same_answer_is_no_work_either() -> None:
    again = (1000, ev.RunResumed()), (1002, ev.StageEntered(stage="planning"))
    assert worked((100, STARTED), (103, ASKED), (703, STOPPED), *again, (1602, STOPPED)) == 5


def test_what_is_done_after_the_answer_is_work() -> None:
    assert worked((100, STARTED), (103, ASKED), (110, APPROVED), (114, STOPPED)) == 7

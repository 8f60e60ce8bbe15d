"""Wishes that cannot be obeyed say why; the clock counts work, and nothing that people do."""

import pytest

from devloop_nb.stages.steer import obeying, refusal
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.checkpoint import MOST_SHOWN, Answer, Checkpoint, bounded
from devloop_nb.values.fold import fold
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.steering import Accept, GoOn, Letter, Note, Pause, RaiseLimit, Reply, StopAfter, Wish

PLAN = Plan(modules=(ModuleSpec(name="half", purpose="Halve"),), by="requirements")
ASKED = Checkpoint(id="plan/1", about="plan", asks="Is it right?")
CODE = (
    ev.PlanMade(plan=PLAN),
    ev.AttemptStarted(module="half", move=Move(kind="draft", number=1)),
    ev.CodeWritten(module="half", number=1, draft=Draft(code="def half(x): return x\n")),
    ev.AttemptStarted(module="half", move=Move(kind="draft", number=2)),
    ev.CheckpointReached(checkpoint=ASKED),
)


def state(*events: ev.Event, settings: Settings | None = None, seconds: tuple[float, ...] = ()) -> RunState:
    first = ev.RunStarted(requirements=Requirements(name="half"), settings=settings or Settings(), lm="scripted")
    times = seconds or range(len(events) + 1)
    pairs = zip(times, (first, *events), strict=True)
    return fold(ev.Recorded(run="r", seq=seq, at=1000 + at, event=event) for seq, (at, event) in enumerate(pairs, 1))


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Note(says="x", module="third"), "no module 'third'"),
        (Accept(module="half", number=3), "half has no attempt 3"),
        (Accept(module="half", number=2), "attempt 2 of half has no code"),
        (Accept(module="third", number=1), "third has no attempt 1"),
        (RaiseLimit(name="attempts", value=20_000), "less than or equal to 10000"),
        (RaiseLimit(name="attempts", value=7.5), "valid integer"),
        (RaiseLimit(name="lm", value=1), "what can be raised: attempts, threshold"),
        (RaiseLimit(name="run_tokens", value=9), "run_tokens has no limit"),
        (Reply(checkpoint="plan/2", answer=Answer(choice="approve")), "nobody asked about plan/2"),
        (Reply(checkpoint="plan/1", answer=Answer(choice="edit", plan=PLAN)), "the answers are approve, reject"),
    ],
)
def test_what_cannot_be_obeyed_changes_nothing(wish: Wish, says: str) -> None:
    before = state(*CODE)
    assert says in refusal(wish, before)
    event = obeying(Letter(id="1", wish=wish), before)
    assert isinstance(event, ev.Steered) and says in event.refused
    after = state(*CODE, event)
    assert (after.settings, after.modules, after.helm.answers) == (before.settings, before.modules, {})
    assert after.helm.refused == {"1": event.refused}


def test_the_table_of_authority_can_forbid_what_people_want() -> None:
    never = merge_settings({"authority": {"budget": "never", "acceptance": "never"}})
    assert "no limit is raised" in refusal(RaiseLimit(name="attempts", value=9), state(*CODE, settings=never))
    assert "no code below the threshold" in refusal(Accept(module="half", number=1), state(*CODE, settings=never))
    assert refusal(Accept(module="half", number=1), state(*CODE)) == ""


def test_an_answer_is_obeyed_once() -> None:
    letter = Letter(id="1", wish=Reply(checkpoint="plan/1", answer=Answer(choice="reject", note="No.")))
    event = obeying(letter, state(*CODE))
    assert event == ev.CheckpointAnswered(
        checkpoint="plan/1", about="plan", answer=Answer(choice="reject", note="No."), letter="1"
    )
    again = obeying(letter, state(*CODE, event))
    assert isinstance(again, ev.Steered) and again.refused == "plan/1 is decided already"


def test_a_limit_with_no_end_can_be_asked_for() -> None:
    bounded_run = merge_settings({"run_tokens": 100})
    assert refusal(RaiseLimit(name="run_tokens", value=0), state(*CODE, settings=bounded_run)) == ""
    assert refusal(RaiseLimit(name="run_tokens", value=50), state(*CODE, settings=bounded_run)) != ""


def steered(wish: Wish) -> ev.Steered:
    return ev.Steered(wish=wish)


WORK = ev.Noted(says="work")
END = ev.RunEnded(status="stopped", reason="")


@pytest.mark.parametrize(
    ("events", "seconds", "active"),
    [
        ((WORK, WORK), (0, 1, 3), 3),
        ((WORK, steered(Pause()), WORK, steered(GoOn()), WORK), (0, 1, 2, 4, 100, 101), 5),
        ((WORK, steered(Pause()), END), (0, 1, 2, 100), 1),
        ((WORK, steered(Note(says="x")), WORK), (0, 1, 2, 3), 3),
        ((ev.CheckpointReached(checkpoint=ASKED), ev.CheckpointAnswered(
            checkpoint="plan/1", about="plan", answer=Answer(choice="approve")), WORK), (0, 1, 500, 502), 3),
        ((END, steered(Note(says="x")), ev.RunResumed(), WORK), (0, 1, 500, 900, 902), 3),
        ((WORK, steered(RaiseLimit(name="attempts", value=9)), ev.RunResumed(), WORK), (0, 1, 500, 900, 902), 3),
    ],
)  # fmt: skip
def test_only_work_is_counted(events: tuple[ev.Event, ...], seconds: tuple[float, ...], active: float) -> None:
    assert state(*events, seconds=seconds).active == active


def test_who_resumes_a_run_wants_it_to_run() -> None:
    held = state(steered(Pause()), steered(StopAfter()), steered(Pause()))
    assert held.helm.paused and held.helm.stop_after
    gone_on = state(steered(Pause()), steered(StopAfter()), steered(Pause()), ev.RunResumed())
    assert not gone_on.helm.paused and not gone_on.helm.stop_after


def test_what_is_shown_is_bounded() -> None:
    assert bounded("x" * MOST_SHOWN) == "x" * MOST_SHOWN
    assert len(bounded("x" * (MOST_SHOWN + 1))) == MOST_SHOWN

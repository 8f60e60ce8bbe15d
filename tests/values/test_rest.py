"""What the rest of a run may take."""

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Move
from devloop_nb.values.call import Call
from devloop_nb.values.fold import fold
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.rest import Rest, rest_of
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings

PLAN = Plan(modules=(ModuleSpec(name="a", purpose="a"), ModuleSpec(name="b", purpose="b")), by="model")


def state(*events: ev.Event, usd: float | None = 0.1, scored: int = 2) -> RunState:
    asked = ev.RunStarted(requirements=Requirements(name="a"), settings=Settings(attempts=4), lm="m")
    story: list[ev.Event] = [asked, ev.PlanMade(plan=PLAN)]
    calls = [("plan/1", "plan", 900), *((f"code/a/{number}", "code", 100) for number in range(1, scored + 1))]
    story += [ev.CallEnded(call=Call(key=k, role=role, lm="m", tokens_out=n, usd=usd)) for k, role, n in calls]
    for number in range(1, scored + 1):
        story += [
            ev.AttemptStarted(module="a", move=Move(kind="draft", number=number)),
            ev.AttemptScored(module="a", number=number, score=Score.model_construct(total=0.5), feedback=""),
        ]
    return fold(
        ev.Recorded.model_construct(run="r", seq=n, at=n, event=event) for n, event in enumerate([*story, *events])
    )


def test_the_mean_of_the_attempts_times_those_that_are_left() -> None:
    assert rest_of(state()) == Rest(attempts=6, calls=6, tokens=600, usd=0.6)


def test_a_module_that_ended_takes_no_more() -> None:
    ended = ev.ModuleEnded(module="a", status="success", reason="")
    assert rest_of(state(ended)) == Rest(attempts=4, calls=4, tokens=400, usd=0.4)


def test_an_unknown_price_stays_unknown() -> None:
    rest = rest_of(state(usd=None))
    assert rest
    assert rest.usd is None


def test_nothing_is_said_before_the_first_attempt_and_after_the_end() -> None:
    assert rest_of(state(scored=0)) is None
    assert rest_of(state(ev.RunEnded(status="partial", reason=""))) is None
    assert rest_of(state(ev.RunEnded(status="stopped", reason=""))) is not None

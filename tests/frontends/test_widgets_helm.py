"""What the view's controls, questions and forecasts are given of a run, and what comes of asking its session."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helmsman import DOUBLE, HALF, RIGHT, TRIPLE, TWO, WRONG, Ship, sail
from report_states import solved

from devloop_nb.frontends.widgets.asks import reply
from devloop_nb.frontends.widgets.follower import follow
from devloop_nb.frontends.widgets.forecast import left, percent, plan_forecast
from devloop_nb.frontends.widgets.helm_index import helm_index
from devloop_nb.frontends.widgets.log_lines import log_lines
from devloop_nb.frontends.widgets.moments import Moments
from devloop_nb.frontends.widgets.plan_body import plan_body
from devloop_nb.frontends.widgets.run_view import RunView
from devloop_nb.frontends.widgets.tuner import Choices, Tuner
from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.events import Recorded
from devloop_nb.values.fold import fold
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import Note, Pause

QUESTION = Checkpoint(id="plan/1", about="plan", asks="Right?", shows="x" * 9000, seconds=60.0, on_timeout="reject")


def told(*events: ev.Event) -> list[Recorded]:
    return [Recorded(run="r", seq=seq, at=100.0 + seq, event=event) for seq, event in enumerate(events, 1)]


def moments_of(recorded: list[Recorded]) -> Moments:
    moments = Moments()
    for each in recorded:
        moments = moments.after(each)
    return moments


def test_a_question_has_a_time_that_begins_anew_when_the_run_goes_on() -> None:
    asked = told(ev.CheckpointReached(checkpoint=QUESTION))
    (question,) = helm_index(fold(asked), moments_of(asked))["asks"]
    assert (question["until"], question["then"], question["plan"]) == (161.0, "reject", False)
    resumed = [*asked, *told(ev.Steered(wish=Pause()), ev.RunResumed())[1:]]
    assert moments_of(resumed).until("plan/1", 60.0) == 162.0
    assert moments_of(resumed).until("plan/1", None) is None
    answered = [
        *asked,
        *told(ev.CheckpointAnswered(checkpoint="plan/1", about="plan", answer=Answer(choice="approve"))),
    ]
    assert helm_index(fold(answered), moments_of(answered))["asks"] == []
    assert [says for _, says in moments_of(answered).said][-1] == "plan approved"


def test_the_index_of_the_helm_is_small_whatever_was_said() -> None:
    asked = told(
        *(ev.CheckpointReached(checkpoint=QUESTION.model_copy(update={"id": f"plan/{n}"})) for n in range(50)),
        *(ev.Steered(wish=Note(says="y" * 4000)) for _ in range(50)),
    )
    assert len(json.dumps(helm_index(fold(asked), moments_of(asked)))) < 8000


def test_what_is_still_to_come_is_told_from_what_was_measured() -> None:
    assert left(RunState()) is None and percent(RunState()) == 0
    done = solved()
    assert left(done) is None
    module = replace(done.modules["scale"], status="building", acceptances=type(done.modules["scale"].acceptances)())
    state = replace(done, status="running", modules={"scale": module}, settings=Settings(attempts=5))
    more = left(state)
    assert more and more.attempts == 2
    seconds = [attempt.outcome.seconds for attempt in module.attempts if attempt.outcome]
    assert more.seconds >= 2 * sum(seconds) / 3
    assert percent(state) == pytest.approx(60)
    recorded = Recorded(run="r", seq=1, at=1.0, event=ev.ModuleEnded(module="scale", status="partial", reason="x"))
    levels = [(level, says) for _, level, says in log_lines(recorded, state)]
    assert levels[1][0] == "PROGRESS" and levels[1][1].startswith("60 %: 0 of 1 modules done, at most about")


def test_a_plan_is_drawn_in_layers() -> None:
    below, above = ModuleSpec(name="low", purpose="a"), ModuleSpec(name="high", purpose="b", depends_on=("low",))
    top = ModuleSpec(name="top", purpose="c", depends_on=("low", "high"))
    plan = Plan(modules=(top, above, below), by="user")
    body = plan_body(RunState(plan=plan))
    assert [(module["name"], module["depth"]) for module in body["modules"]] == [("top", 2), ("high", 1), ("low", 0)]
    assert body["modules"][0]["lines"] is None
    assert plan_forecast(plan, RunState(settings=Settings(attempts=2, review=False)))["calls"] == [3, 9]
    assert body["forecast"]["tokens"] is None


def on_view(folder: Path, story: Callable[[Ship, RunView], Awaitable[None]]) -> None:
    """A view of a run that stopped at its question."""

    async def whole(ship: Ship) -> None:
        script = {"plan": PLANNED, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        async with ship.sailing(TWO, ship.settings(script, authority={"plan": "ask"}), "two") as run:
            ended = (await run).state
        assert ended.status == "stopped" and ended.helm.open
        await story(ship, RunView(ended, ship.session, live=False))

    sail(folder, whole)


PLANNED = [{"name": "double", "purpose": "Doubles"}, {"name": "triple", "purpose": "Triples"}]


async def ask(view: RunView, name: str, **what: Any) -> tuple[Any, str]:
    answer = await reply(view, {"ask": name, "id": "7", **what})
    assert (answer["is"], answer["id"]) == ("reply", "7")
    return answer.get("body"), answer.get("error", "")


def test_a_question_is_answered_from_a_view(tmp_path: Path) -> None:
    async def story(ship: Ship, view: RunView) -> None:
        shows, _ = await ask(view, "question", checkpoint="plan/1")
        assert "name: double" in shows
        assert "asked" in (await ask(view, "question", checkpoint="plan/9"))[1]
        assert "is not YAML" in (await ask(view, "edit_plan", checkpoint="plan/1", text="modules: ["))[1]
        assert "without sense" in (await ask(view, "answer", checkpoint="plan/1", choice="perhaps"))[1]
        assert "without sense" in (await ask(view, "answer"))[1]
        text = (await ask(view, "plan"))[0]["text"]
        says, _ = await ask(view, "edit_plan", checkpoint="plan/1", text=text.replace("Doubles", "Twice"))
        assert "the plan is replaced; go on with: %devloop resume" in says
        assert view.index["asks"] == [] and view.index["live"] is False
        assert "asks no question plan/1" in (await ask(view, "answer", checkpoint="plan/1", choice="approve"))[1]
        state = await ship.session.resume(view.state.run)
        assert state.status == "success" and state.plan and state.plan.modules[0].purpose == "Twice"

    on_view(tmp_path, story)


def test_a_wish_without_sense_is_one_line(tmp_path: Path) -> None:
    async def story(ship: Ship, view: RunView) -> None:
        assert "nobody is working on the run" in (await ask(view, "steer", wish={"kind": "pause"}))[1]
        assert "says cannot be that" in (await ask(view, "steer", wish={"kind": "note", "says": ""}))[1]
        assert "cannot be that" in (await ask(view, "steer", wish={"kind": "launch"}))[1]
        limit = {"kind": "raise_limit", "name": "attempts"}
        assert "it can only be raised" in (await ask(view, "steer", wish={**limit, "value": 1}))[1]
        assert "attempts is now 9" in (await ask(view, "steer", wish={**limit, "value": 9}))[0]
        assert view.index["limits"]["attempts"] == 9 and view.index["reopens"]
        assert (await ask(view, "writing"))[0] == {} and (await ask(view, "blockers"))[0] == []

    on_view(tmp_path, story)


def test_what_speaks_against_an_acceptance_is_told_to_the_views(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        async with ship.sailing(HALF, ship.settings({"code": {"half": [WRONG, RIGHT]}})) as run:
            ended = (await run).state
        view = RunView(ended, ship.session, live=False)
        past, _ = await ask(view, "accept", module="half", number=1)
        (warning,) = past["warnings"]
        assert past["now"] == 1 and warning.startswith("attempt 1 of half passes ")
        assert (await ask(view, "accept", module="half", number=2))[0]["warnings"] == []
        tuner = Tuner(ship.session, ended, Choices(list, lambda _: lambda *_: 1.0, str))
        told = await tuner.answers["accept"]({"chosen": [{"module": "half", "number": 1}]})
        assert f"Accepted: attempt 1 of half. %devloop accept brings the code. ⚠ {warning}." == told["says"]
        told = await tuner.answers["accept"]({"chosen": [{"module": "half", "number": 2}]})
        assert "⚠" not in told["says"]

    sail(tmp_path, story)


class Heard:
    """A screen that keeps what it is told."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.end: RunState | None = None

    def hear(self, recorded: Recorded, state: RunState) -> None:
        self.kinds.append(recorded.event.kind)

    def close(self, state: RunState | None = None, note: str = "") -> None:
        self.end = state


def test_a_run_that_goes_on_elsewhere_is_followed_to_its_end(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        screen = Heard()
        async with ship.sailing(HALF, ship.settings({"code": {"half": [WRONG, RIGHT]}})) as run:
            await ship.until(lambda state: state.run)
            following = asyncio.create_task(follow(ship.state.run, ship.session, screen))
            state = (await run).state
        await asyncio.wait_for(following, 30)
        assert screen.kinds == ship.kinds() and screen.end == state
        assert [each.seq for each in await ship.session.events(state.run, state.seq - 2)] == [
            state.seq - 1,
            state.seq,
        ]

    sail(tmp_path, story)

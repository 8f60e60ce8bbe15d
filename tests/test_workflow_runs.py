"""Runs whose stages have rules: left out, asked about, within a time, begun again, one module at a time."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from helmsman import DOUBLE, HALF, PLAN, RIGHT, SLOW, TRIPLE, TWO, WRONG, Ship, sail
from model_server import ModelServer, chat, failing, in_turn

from devloop_nb.frontends.widgets.index import index_of
from devloop_nb.stages.precedent import run_key
from devloop_nb.values import events as ev
from devloop_nb.values.call import Call
from devloop_nb.values.fold import fold
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.values.workflow import Workflow

HIDDEN = f"{HALF}\n## Hidden tests\n```python\nfrom half import half\n\ndef test():\n    assert half(9) == 4.5\n```\n"
TOGETHER = """
## Integration tests
```python
from double import double
from triple import triple

def test_both():
    assert double(triple(1)) == 6
```
"""


def events(ship: Ship, kind: type[Any]) -> list[Any]:
    return [recorded.event for recorded in ship.events if isinstance(recorded.event, kind)]


def stages(ship: Ship) -> list[str]:
    return [event.stage for event in events(ship, ev.StageEntered)]


def test_a_proof_that_was_left_out_makes_no_success(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        workflow = {"held-back": {"when": "modules > 1"}}
        async with ship.sailing(HIDDEN, ship.settings({"code": {"half": [RIGHT]}}, workflow=workflow)) as run:
            state = (await run).state
        assert state.status == "partial"
        assert state.reason == "held-back was left out: only when modules > 1, and modules is 1"
        assert state.hidden is None
        assert index_of(state)["hidden"] is None, "the view shows no step that nobody took"
        (skipped,) = events(ship, ev.StageSkipped)
        assert (skipped.stage, skipped.module) == ("held-back", "")
        assert "held-back" not in stages(ship)

    sail(tmp_path, story)


def test_a_condition_that_holds_changes_nothing(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        workflow = {"held-back": {"when": "tests == passed and lines < 10"}}
        async with ship.sailing(HIDDEN, ship.settings({"code": {"half": [RIGHT]}}, workflow=workflow)) as run:
            state = (await run).state
        assert state.status == "success"
        assert state.hidden is not None
        assert not events(ship, ev.StageSkipped)

    sail(tmp_path, story)


def test_the_hidden_tests_of_what_fell_short_are_kept_for_later(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings(
            {"code": {"half": [WRONG]}}, attempts=1, workflow={"held-back": {"when": "tests == passed"}}
        )
        async with ship.sailing(HIDDEN, settings) as run:
            state = (await run).state
        assert state.hidden is None
        assert "tests is failed" in state.skipped["held-back"]

    sail(tmp_path, story)


def test_a_review_is_asked_for_by_the_code_s_complexity(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        branching = "def half(x):\n    if x > 0 or x < 0:\n        return x / 2\n    return 0\n"
        workflow = {"review": {"when": "complexity >= 3"}}
        for code, reviewed in ((RIGHT, False), (branching, True)):
            ship.events.clear()
            settings = ship.settings({"code": {"half": [code]}}, workflow=workflow)
            async with ship.sailing(HALF, settings, rerun=True) as run:
                state = (await run).state
            assert state.status == "success"
            assert bool(events(ship, ev.Reviewed)) is reviewed
            assert [event.module for event in events(ship, ev.StageSkipped)] == [] if reviewed else ["half"]
            assert not state.skipped

    sail(tmp_path, story)


def test_a_stage_that_takes_too_long_ends_the_run_which_goes_on_with_more_time(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        slow = SLOW.replace("0.6", "60")
        settings = ship.settings(
            {"code": {"half": [slow, RIGHT]}},
            test_seconds=90,
            suite_seconds=90,
            workflow={"building": {"timeout": 3}},
        )
        async with ship.sailing(HALF, settings) as run:
            state = (await run).state
        assert state.status == "stopped"
        assert state.reason.startswith("building took longer than 3 s")
        patient = Workflow.model_validate({"building": {"timeout": 4}})
        again = await ship.session.resume(state.run, workflow=patient, listen=ship.hear)
        assert again.reason.startswith("building took longer than 4 s")
        assert again.settings.workflow == patient

    sail(tmp_path, story)


def test_the_time_of_a_stage_stands_still_while_it_is_paused(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings(
            {"code": {"half": [SLOW, RIGHT]}}, workflow={"building": {"timeout": 60}}, attempts=2
        )
        short = settings.model_copy(update={"workflow": Workflow.model_validate({"building": {"timeout": 12}})})
        async with ship.sailing(HALF, short) as run:
            await ship.until(lambda state: "attempt_started" in ship.kinds())
            await ship.session.pause("half")
            await ship.until(lambda state: state.modules["half"].finished)
            await asyncio.sleep(13)
            await ship.session.go_on("half")
            assert (await run).state.status == "success"

    sail(tmp_path, story)


def test_modules_are_built_one_at_a_time(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        for parallel, overlap in ((1, False), (0, True)):
            ship.events.clear()
            settings = ship.settings(script, workflow={"building": {"parallel": parallel}}, mutants=0)
            async with ship.sailing(TWO, settings, "both", rerun=True) as run:
                assert (await run).state.status == "success"
            at_work = [event.module for event in events(ship, ev.AttemptStarted | ev.ModuleEnded)]
            first = at_work[0]
            assert (at_work[1] != first) is overlap

    sail(tmp_path, story)


def test_a_stage_asks_before_it_begins_and_may_be_refused(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        settings = ship.settings(script, workflow={"integration": {"checkpoint": True}}, mutants=0)
        async with ship.sailing(TWO + TOGETHER, settings, "both") as run:
            state = (await run).state
        assert state.status == "stopped", "nobody is there to answer"
        (question,) = state.helm.open
        assert (question.id, question.about) == ("stage/integration/1", "stage")
        assert "modules: 2" in question.shows
        await ship.session.reject(state.run, "they were looked at")
        again = await ship.session.resume(state.run, listen=ship.hear)
        assert again.status == "partial"
        assert again.reason == "integration was left out: it was rejected: they were looked at"

    sail(tmp_path, story)


def test_what_cannot_be_left_out_is_asked_about_anew(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [RIGHT]}}, workflow={"building": {"checkpoint": True}})
        async with ship.sailing(HALF, settings) as run:
            state = (await run).state
        await ship.session.reject(state.run, "not yet")
        again = await ship.session.resume(state.run)
        assert again.status == "stopped"
        assert [question.id for question in again.helm.open] == ["stage/building/2"]
        await ship.session.approve(state.run)
        assert (await ship.session.resume(state.run)).status == "success"

    sail(tmp_path, story)


def test_a_stage_is_begun_again_where_a_model_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-nobody")
    code = chat(code=f"```python\n{RIGHT}```")

    async def story(ship: Ship) -> None:
        with ModelServer(in_turn(failing(500), failing(500), code)) as server:
            settings = Settings.model_validate(
                {"lm": "openai/test", "api_base": server.url, "retries": 0, "review": False, "attempts": 1}
                | {"workflow": {"building": {"max_retries": 2}}, "run_tokens": 1_000_000}
            )
            async with ship.sailing(HALF, settings) as run:
                state = (await run).state
            assert state.status == "success", state.reason
            assert [event.turn for event in events(ship, ev.StageRetried)] == [1, 2]
            assert len(server.hits) == 3
            assert not state.in_flight
            assert len(state.modules["half"].attempts) == 1

    sail(tmp_path, story)


@pytest.mark.parametrize(("stage", "waiting", "spent"), [("building", 0, 30), ("review", 1, 0)])
def test_calls_that_a_new_beginning_cut_short_count_as_spent(stage: Any, waiting: int, spent: int) -> None:
    cut_short = ev.CallStarted(call=Call(key="code/half/1", role="code", lm="x", tokens_in=10, tokens_out=20))
    again = ev.StageRetried(stage=stage, turn=1, reason="it failed")
    state = fold(
        ev.Recorded(run="r", seq=number, at=1.0, event=event) for number, event in enumerate((cut_short, again))
    )
    assert (len(state.in_flight), state.tokens, state.committed.tokens) == (waiting, spent, 30)


def test_patience_is_no_other_run_and_another_way_is() -> None:
    asked = parse_spec(HALF, "half")

    def key(workflow: dict[str, Any]) -> str:
        return run_key(asked, Settings.model_validate({"workflow": json.loads(json.dumps(workflow))}), "scripted/x")

    usual = key({})
    assert key({"building": {"timeout": 5, "parallel": 2, "max_retries": 3}}) == usual
    assert key({"held-back": {"when": "tests == passed"}}) != usual

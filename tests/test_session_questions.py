"""What a run asks while it runs, and what comes of the answers."""

from pathlib import Path

import pytest
from helmsman import DOUBLE, HALF, PLAN, RIGHT, ROUNDED, SLOW, TRIPLE, TWO, WRONG, Ship, sail

from devloop_nb.values.checkpoint import Answer
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.plan_text import parse_plan, plan_text


def test_a_rejected_plan_is_made_again_with_the_note(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"plan": PLAN[:1], "plans": [PLAN], "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        settings = ship.settings(script, authority={"plan": "ask"})
        async with ship.sailing(TWO, settings, "figures", attended=True) as run:
            first = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            assert (first.id, first.seconds, ship.state.plan) == ("plan/1", None, None)
            assert parse_plan(first.shows).modules[0].name == "double"
            await ship.session.reject("figures", "Split it.")
            second = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            assert second.id == "plan/2"
            assert (await ship.session.blockers())[0].checkpoint == second
            await ship.session.approve("")
            told = await run
        assert told.state.status == "success"
        assert told.state.helm.answers["plan/1"] == Answer(choice="reject", note="Split it.")
        assert await ship.session.blockers() == ()
        with pytest.raises(NotFound, match="asks no question"):
            await ship.session.approve("figures")

    sail(tmp_path, story)


def test_the_edited_plan_is_what_runs(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        async with ship.sailing(
            TWO, ship.settings(script, authority={"plan": "ask"}), "figures", attended=True
        ) as run:
            asked = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            text = plan_text(asked.plan).replace("- name: triple", "- name: triple\n  depends_on: [double, nothing]")
            await ship.session.edit_plan("figures", parse_plan(text))
            told = await run
        plan = told.state.plan
        assert plan is not None
        assert (plan.by, plan.module("triple").depends_on) == ("user", ("double",))
        assert "triple depended on nothing, which is not planned" in plan.notes
        assert told.state.status == "success"

    sail(tmp_path, story)


@pytest.mark.parametrize(
    ("rule", "status", "by"),
    [("ask 0.3 approve", "success", "timeout"), ("ask 0.3 stop", "stopped", ""), ("ask", "stopped", "")],
)
def test_nobody_answers(tmp_path: Path, rule: str, status: str, by: str) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [RIGHT]}}, authority={"plan": rule})
        async with ship.sailing(HALF, settings) as run:
            told = await run
        assert told.state.status == status
        answer = told.state.helm.answers.get("plan/1")
        assert (answer.by if answer else "") == by
        if status == "stopped":
            assert "checkpoint timed out" in told.state.reason
            assert (await ship.session.approve("half")).obeyed
            gone_on = await ship.session.resume("half", listen=ship.hear)
            assert gone_on.status == "success"
            assert ship.kinds().count("checkpoint_reached") == 1

    sail(tmp_path, story)


def test_a_module_that_fell_short_is_sent_back_with_a_note(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"code": {"half": [WRONG, ROUNDED, RIGHT]}}
        settings = ship.settings(script, attempts=2, authority={"blocker": "ask"})
        async with ship.sailing(HALF, settings, attended=True) as run:
            question = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            assert question.asks.startswith("half: 2 attempts are spent")
            await ship.session.reject("half", "Odd numbers have halves, too.")
            told = await run
        assert told.state.status == "success"
        assert told.state.modules["half"].sent_back == "Odd numbers have halves, too."

    sail(tmp_path, story)


def test_where_nobody_may_go_on_without_a_module_the_run_stops(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [WRONG]}}, attempts=1, authority={"blocker": "never"})
        async with ship.sailing(HALF, settings) as run:
            told = await run
        assert told.state.status == "stopped"
        assert "nobody may go on without it" in told.state.reason

    sail(tmp_path, story)


def test_what_cannot_be_answered_is_said(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [SLOW, RIGHT]}}, authority={"plan": "ask"})
        async with ship.sailing(HALF, settings, attended=True):
            await ship.until(lambda state: state.helm.open)
            with pytest.raises(NotFound, match="no question plan/9"):
                await ship.session.approve("half", checkpoint="plan/9")
            with pytest.raises(BadInput, match="no module 'third'"):
                await ship.session.note("half", "Hello", "third")
            odd = Plan(modules=(ModuleSpec(name="other", purpose="x"),), by="user")
            await ship.session.edit_plan("half", odd)
            state = await ship.until(lambda state: state.plan)
            assert state.plan.names == ("half",), "the tests import half: it cannot be left out"
            with pytest.raises(NotFound, match="asks no question"):
                await ship.session.edit_plan("half", odd)

    sail(tmp_path, story)


EVAL = "def half(x: float) -> float:\n    return float(eval(f'{x} / 2'))\n"


@pytest.mark.parametrize(("answer", "accepted"), [("approve", 1), ("reject", 2)])
def test_unsafe_code_is_asked_about(tmp_path: Path, answer: str, accepted: int) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [EVAL, RIGHT]}}, attempts=2, review=False)
        async with ship.sailing(HALF, settings, attended=True) as run:
            question = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            assert (question.id, question.about) == ("security/half/1", "security")
            assert "S307" in question.shows
            await getattr(ship.session, answer)("half", note="no eval here")
            told = await run
        assert told.state.modules["half"].accepted == accepted
        assert told.state.helm.notes_for("half") == (("no eval here",) if answer == "reject" else ())
        assert told.state.status == "success"

    sail(tmp_path, story)


def test_the_signatures_can_be_asked_about_alone(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [RIGHT]}}, authority={"api": "ask"})
        async with ship.sailing(f"---\nentry: half(x)\n---\n{HALF}", settings, attended=True) as run:
            question = (await ship.until(lambda state: state.helm.open)).helm.open[0]
            assert (question.id, question.shows) == ("api/1", "half(x)")
            await ship.session.approve("half")
            assert (await run).state.status == "success"

    sail(tmp_path, story)

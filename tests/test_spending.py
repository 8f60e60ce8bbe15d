"""What a run may spend, over a real history, real kernels and a provider on this machine that counts its requests."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml
from halving import HALF, play
from model_server import EMPTY, PROSE, Hit, ModelServer, chat, failing, in_turn

from devloop_nb.session import Session
from devloop_nb.values.events import BudgetReached, Recorded
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

pytestmark = pytest.mark.usefixtures("hosted_key")
WRONG, RIGHT = (chat(code=f"```python\ndef half(x):\n    return {how}\n```") for how in ("x // 2", "x / 2"))
MODEL = "openai/gpt-4o-mini"
# What the server says that each of its answers took.
USED = 15


async def develop(
    session: Session, server: ModelServer, heard: list[Recorded] | None = None, **given: Any
) -> RunState:
    settings = Settings(
        **({"lm": MODEL, "api_base": server.url, "retries": 0, "max_tokens": 100, "review": False} | given)
    )
    listen = None if heard is None else (lambda recorded, _: heard.append(recorded))
    return (await session.develop(parse_spec(HALF, "half"), settings, rerun=True, listen=listen)).state


def test_a_limit_stops_the_run_and_a_raised_one_lets_it_go_on(tmp_path: Path) -> None:
    heard: list[Recorded] = []

    async def story(session: Session) -> None:
        stopped = await develop(session, server, heard, run_tokens=1000, max_tokens=800)
        assert stopped.status == "stopped"
        assert len(server.hits) == 0
        assert stopped.reason.startswith(
            "0 tokens are spent in this run, the limit is 1,000 tokens, and the next call may take"
        )
        assert "Raise it with resume and --run-tokens" in stopped.reason
        ended = await session.resume(stopped.run, limits={"run_tokens": 20_000})
        assert (ended.status, ended.tokens, ended.settings.run_tokens) == ("success", USED, 20_000)

    with ModelServer(RIGHT) as server:
        play(tmp_path, story)
    assert len(server.hits) == 1
    (reached,) = [recorded.event for recorded in heard if isinstance(recorded.event, BudgetReached)]
    assert (reached.over.limit, reached.over.most, reached.key) == ("run_tokens", 1000, "code/half/1")
    assert reached.over.forecast > 800


def test_no_more_requests_than_are_allowed_and_no_attempt_is_lost(tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        stopped = await develop(session, server, run_calls=2, attempts=5)
        assert (stopped.status, len(server.hits), len(stopped.calls)) == ("stopped", 2, 2)
        assert [attempt.total for attempt in stopped.modules["half"].finished] == [0.5, 0.5]
        ended = await session.resume(stopped.run, limits={"run_calls": 3})
        assert (ended.status, len(server.hits)) == ("success", 3)

    with ModelServer(in_turn(WRONG, WRONG, RIGHT)) as server:
        play(tmp_path, story)


def test_retries_are_requests_too(tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        stopped = await develop(session, server, run_calls=2, retries=5)
        assert (stopped.status, len(server.hits), stopped.spent.requests) == ("stopped", 2, 2)
        assert stopped.reason.startswith("2 calls are spent in this run, the limit is 2 calls")

    with ModelServer(failing(500)) as server:
        play(tmp_path, story)


def test_answers_of_no_use_are_paid_for(tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        ended = await develop(session, server, attempts=2)
        assert (ended.status, ended.tokens, ended.spent.requests) == ("failed", 2 * USED, 2)

    with ModelServer(in_turn(PROSE, EMPTY)) as server:
        play(tmp_path, story)


def test_the_day_and_the_project_are_shared_by_all_runs_of_a_home(tmp_path: Path) -> None:
    async def first(session: Session) -> None:
        assert (await develop(session, server)).status == "success"

    async def second(session: Session) -> None:
        today, ever = await session.doors.history.spent()
        assert today == ever
        assert today.tokens == USED
        for limit in ("day_tokens", "project_tokens"):
            stopped = await develop(session, server, **{limit: 100})
            assert (stopped.status, len(server.hits)) == ("stopped", 1)
            assert f"15 tokens are spent {'today' if limit == 'day_tokens' else 'in this project'}" in stopped.reason
        assert (await session.doors.history.spent())[1] == ever
        assert (await session.resume(stopped.run, limits={"project_tokens": 0})).status == "success"

    with ModelServer(RIGHT) as server:
        play(tmp_path, first)
        play(tmp_path, second)


@pytest.mark.parametrize(
    ("given", "money"),
    [({}, 10 * 0.15e-6 + 5 * 0.6e-6), ({"prices": {MODEL: (1000.0, 2000.0)}}, 10 * 1000e-6 + 5 * 2000e-6)],
    ids=["DSPy's price", "the user's price"],
)
def test_money(tmp_path: Path, given: dict[str, Any], money: float) -> None:
    async def story(session: Session) -> None:
        ended = await develop(session, server, run_money=100.0, **given)
        assert ended.spent.price == pytest.approx(money)
        stopped = await develop(session, server, run_money=money / 100, **given)
        assert (stopped.status, len(server.hits)) == ("stopped", 1)
        assert "USD are spent in this run" in stopped.reason

    with ModelServer(RIGHT) as server:
        play(tmp_path, story)


def test_a_model_of_unknown_price_is_bounded_by_its_tokens(tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        unknown = {"lm": "openai/nobody-knows-it"}
        ended = await develop(session, server, run_money=1.0, **unknown)
        assert (ended.status, ended.spent.price, ended.spent.unpriced) == ("success", None, USED)
        assert (await develop(session, server, run_money=0.001, **unknown)).status == "stopped"

    with ModelServer(RIGHT) as server:
        play(tmp_path, story)
    assert len(server.hits) == 1


def test_a_scripted_run_can_be_limited_too(tmp_path: Path) -> None:
    script = tmp_path / "answers.yaml"
    script.write_text(yaml.safe_dump({"code": {"half": ["def half(x): return x // 2", "def half(x): return x / 2"]}}))

    async def story(session: Session) -> None:
        settings = Settings(lm=f"scripted:{script}", run_calls=1)
        stopped = (await session.develop(parse_spec(HALF, "half"), settings)).state
        assert stopped.status == "stopped"
        again = settings.model_copy(update={"run_calls": 5})
        assert (await session.develop(parse_spec(HALF, "half"), again)).state.status == "success"

    play(tmp_path, story)


def test_two_processes_cannot_spend_a_shared_limit_twice(tmp_path: Path) -> None:
    """While the one waits for its answer the other is told that there is no room for a second call."""
    asked, refused = threading.Event(), threading.Event()

    def answer(_: Hit) -> str:
        asked.set()
        refused.wait(60)
        return RIGHT

    async def both(session: Session) -> None:
        first = asyncio.create_task(develop(session, server, day_tokens=1000))
        await asyncio.to_thread(asked.wait, 60)
        other = open_session(tmp_path / "home")
        try:
            second = await develop(other, server, day_tokens=1000)
        finally:
            refused.set()
            await other.close()
        assert (second.status, len(server.hits)) == ("stopped", 1)
        assert (await first).status == "success"

    with ModelServer(answer) as server:
        play(tmp_path, both)


def test_each_role_asks_its_own_model(tmp_path: Path) -> None:
    tests = chat(tests="```python\nfrom half import half\n\ndef test_it():\n    assert half(3) == 1.5\n```")
    plan = '[[ ## modules ## ]]\n[{"name": "half", "purpose": "Halve", "entry": "half(x)"}]\n\n[[ ## completed ## ]]'
    answers = {"planner": plan, "tester": tests, "coder": RIGHT}

    async def story(session: Session) -> None:
        roles = {"plan": "openai/planner", "test": "openai/tester", "code": "openai/coder"}
        settings = Settings(lm=MODEL, api_base=server.url, retries=0, models=roles, review=False)
        told = await session.develop(parse_spec("Halve a number exactly.", "half"), settings)
        assert told.state.status == "success", told.state.reason
        assert {call.role: call.lm for call in told.state.calls.values()} == {
            "plan": "openai/planner", "tests": "openai/tester", "code": "openai/coder",
        }  # fmt: skip

    with ModelServer(lambda hit: answers[hit.body["model"]]) as server:
        play(tmp_path, story)

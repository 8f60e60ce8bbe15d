"""A run that is told things while it runs: by its own session, by another one, and while nobody works on it."""

import asyncio
from pathlib import Path

import pytest
from helmsman import DOUBLE, HALF, PLAN, RIGHT, ROUNDED, SLOW, TRIPLE, TWO, WRONG, Ship, sail
from model_server import ModelServer, chat, in_turn

from devloop_nb.values import events as ev
from devloop_nb.values.errors import BadInput
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import Note, Stop
from devloop_nb.wiring import open_session


def test_a_pause_lets_the_attempt_end_and_begins_no_other(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [SLOW, WRONG, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: "attempt_started" in ship.kinds())
            assert (await ship.session.pause("half")).obeyed
            await ship.until(lambda state: state.modules["half"].finished)
            await asyncio.sleep(1.5)
            assert ship.state.helm.paused
            assert len(ship.state.modules["half"].attempts) == 1
            await ship.session.go_on("half")
            told = await run
        assert told.state.status == "success"
        assert told.state.last - told.state.started - told.state.active > 1.4

    sail(tmp_path, story)


def test_it_stops_after_the_attempt_and_goes_on_later(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [SLOW, ROUNDED, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: "code_written" in ship.kinds())
            await ship.session.stop_after("half")
            told = await run
        assert (told.state.status, told.state.reason) == ("stopped", "stopped after attempt 1 by the user.")
        assert len(told.state.modules["half"].finished) == 1
        gone_on = await ship.session.resume("half")
        assert gone_on.status == "success"
        assert len(gone_on.modules["half"].attempts) == 3

    sail(tmp_path, story)


def test_another_session_stops_it_at_once(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        slow = SLOW.replace("0.6", "30")
        other = open_session(tmp_path / "home")
        settings = ship.settings({"code": {"half": [slow]}}, test_seconds=60, suite_seconds=90)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: "code_written" in ship.kinds())
            assert (await other.stop_now("half")).obeyed
            told = await run
        assert (told.state.status, told.state.reason) == ("stopped", "stopped by the user")
        assert ev.Steered(wish=Stop(), letter=ship.events[-2].event.letter) == ship.events[-2].event
        with pytest.raises(BadInput, match="nobody is working on the run"):
            await other.pause("half")
        await other.close()

    sail(tmp_path, story)


def test_a_raised_limit_takes_up_what_fell_short(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [WRONG, ROUNDED, RIGHT]}}, attempts=2)
        async with ship.sailing(HALF, settings) as run:
            told = await run
        assert told.state.status == "partial"
        with pytest.raises(BadInput, match="did you mean attempts"):
            await ship.session.raise_limit("half", "attempt", 3)
        with pytest.raises(BadInput, match="attempts is 2; it can only be raised"):
            await ship.session.raise_limit("half", "attempts", 1)
        with pytest.raises(BadInput, match="it can only be lowered"):
            await ship.session.raise_limit("half", "threshold", 1)
        assert (await ship.session.resume("half")).seq == told.state.seq
        assert (await ship.session.raise_limit("half", "attempts", 4)).obeyed
        async with ship.sailing(HALF, settings) as run:
            gone_on = (await run).state
        assert (gone_on.run, gone_on.status) == (told.state.run, "success")
        assert gone_on.modules["half"].accepted == 3

    sail(tmp_path, story)


def test_a_lower_threshold_is_enough_while_it_runs(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [ROUNDED, SLOW, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: ship.kinds().count("code_written") == 2)
            await ship.session.raise_limit("half", "threshold", 0.5)
            told = await run
        assert (told.state.status, told.state.modules["half"].accepted) == ("success", 1)
        assert "0.50 was asked for" in told.state.modules["half"].reason

    sail(tmp_path, story)


def test_an_attempt_is_accepted_by_hand_while_it_runs(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [ROUNDED, SLOW, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: ship.kinds().count("code_written") == 2)
            state = await ship.session.accept("half", number=1)
            assert (ship.session.code_folder(state.run) / "half.py").read_text() == ROUNDED
            told = await run
        half = told.state.modules["half"]
        assert (half.status, half.accepted, len(half.attempts)) == ("partial", 1, 2)
        assert "accepted by hand" in half.reason

    sail(tmp_path, story)


def test_a_wish_that_a_dead_process_did_not_see_is_obeyed_once(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [WRONG, WRONG, RIGHT]}}, attempts=2)
        async with ship.sailing(HALF, settings) as run:
            run_id = (await run).state.run
        mailbox = ship.session.doors.mailbox
        await mailbox.put(run_id, Note(says="Mind the odd numbers."))
        await mailbox.put(run_id, Stop())
        await ship.session.raise_limit(run_id, "attempts", 3)
        state = await ship.session.resume(run_id)
        assert state.helm.notes == (Note(says="Mind the odd numbers."),)
        assert list(state.helm.refused.values()) == ["it was meant for a moment that is over"]
        assert state.status == "success"
        assert await mailbox.waiting(run_id) == ()
        assert (await ship.session.resume(run_id)).seq == state.seq

    sail(tmp_path, story)


def test_a_note_is_told_to_the_model_and_a_secret_in_it_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "sk-of-somebody-0123456789abcdef"
    monkeypatch.setenv("OPENAI_API_KEY", secret)
    answers = in_turn(*(chat(code=f"```python\n{code}```") for code in (SLOW, RIGHT)))

    async def story(ship: Ship) -> None:
        with ModelServer(answers) as server:
            settings = Settings(lm="openai/test", api_base=server.url, attempts=2, review=False)
            async with ship.sailing(HALF, settings) as run:
                await ship.until(lambda state: "code_written" in ship.kinds())
                await ship.session.note("half", f"Odd numbers have halves. {secret}", "half")
                told = await run
            assert told.state.status == "success"
            writing = [hit.prompt for hit in server.hits]
            assert "Odd numbers have halves." not in writing[0]
            assert "Odd numbers have halves." in writing[-1]
        kept = b"".join(file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file())
        assert b"Odd numbers have halves." in kept
        assert secret.encode() not in kept

    sail(tmp_path, story)


def test_modules_side_by_side_end_their_attempts_before_the_run_stops(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        late = {"double": DOUBLE.replace("2 * x", "x"), "triple": TRIPLE.replace("3 * x", "x")}
        late = {
            name: code.replace("    return", "    __import__('time').sleep(1)\n    return")
            for name, code in late.items()
        }
        script = {"plan": PLAN, "code": {"double": [late["double"], DOUBLE], "triple": [late["triple"], TRIPLE]}}
        settings = ship.settings(script, review=False)
        async with ship.sailing(TWO, settings, "figures") as run:
            await ship.until(lambda state: ship.kinds().count("code_written") == 2)
            await ship.session.stop_after("figures")
            told = await run
        assert told.state.reason == "stopped after attempt 1 of double and attempt 1 of triple by the user."
        gone_on = await ship.session.resume("figures")
        assert [len(module.attempts) for module in gone_on.modules.values()] == [2, 2]
        assert gone_on.status == "success"

    sail(tmp_path, story)

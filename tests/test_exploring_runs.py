"""Runs whose model tries out code and the tests that it is shown before it answers."""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from command_line import devloop, write_spec
from halving import HALF, RIGHT, ROUNDED, play
from magics_shell import open_shell
from model_server import HANGING, KEY, PROSE, Hit, ModelServer, chat, in_turn

from devloop_nb.frontends.widgets.attempt_body import attempt_body
from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.session import Session
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.events import CallStarted, Recorded
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import LOCAL_LM, Settings
from devloop_nb.values.spec_text import parse_spec

pytestmark = pytest.mark.usefixtures("hosted_key")
SPEC = f"""{HALF}## Hidden tests
```python
from half import half

def test_secret_of_the_user():
    assert half(-3) == -1.5
```
"""


def step(tool: str, **given: str) -> str:
    """One step in the words that the model is asked for."""
    calls = {"tool_calls": [{"name": tool, "args": given}]}
    return chat(next_thought="let me see", tool_calls=json.dumps(calls))


TRIES, SUBMITS = step("run_tests", code=ROUNDED), step("submit", code=RIGHT)


def settings(server: ModelServer, **given: Any) -> Settings:
    usual = {"lm": "openai/gpt-4o-mini", "api_base": server.url, "retries": 0, "review": False, "explore": True}
    return Settings(**(usual | given))


def explored(folder: Path, server: ModelServer, heard: list[str] | None = None, **given: Any) -> RunState:
    states = []

    def hear(recorded: Recorded, _: RunState) -> None:
        if heard is not None:
            heard.append(recorded.model_dump_json())

    async def story(session: Session) -> None:
        told = await session.develop(parse_spec(SPEC, "half"), settings(server, **given), listen=hear)
        states.append(told.state)

    play(folder, story)
    return states[0]


def results(hit: Hit) -> str:
    """What the model's last tools told it."""
    said = next(m["content"] for m in reversed(hit.body["messages"]) if "tool_call_results" in m["content"])
    return str(json.loads(said.partition("\n")[2])["tool_call_results"][0]["value"])


def test_it_reads_the_failing_test_and_its_first_attempt_is_right(tmp_path: Path) -> None:
    with ModelServer(in_turn(TRIES, SUBMITS)) as server:
        state = explored(tmp_path, server)
    (attempt,) = state.modules["half"].finished
    assert (state.status, attempt.code) == ("success", RIGHT)
    assert attempt.draft is not None
    assert attempt.draft.calls == tuple(state.calls) == ("code/half/1", "code/half/1, step 2")
    assert results(server.hits[1]).startswith("1 of 2 tests passed\n\nfix the values: ")
    assert "assert 1 == 1.5" in results(server.hits[1])
    assert state.calls["code/half/1"].told
    assert state.tokens == 30


def test_while_it_explores_each_step_is_shown_with_its_attempt(tmp_path: Path) -> None:
    shown: list[list[str]] = []

    def hear(recorded: Recorded, state: RunState) -> None:
        if isinstance(recorded.event, CallStarted):
            body = attempt_body(state, state.modules["half"], 1)
            shown.append([call["key"] for call in body["calls"]])

    async def story(session: Session) -> None:
        await session.develop(parse_spec(SPEC, "half"), settings(server), listen=hear)

    with ModelServer(in_turn(TRIES, SUBMITS)) as server:
        play(tmp_path, story)
    assert shown == [["code/half/1"], ["code/half/1", "code/half/1, step 2"]]


def test_a_snippet_runs_where_there_is_nothing_but_code(tmp_path: Path) -> None:
    """Neither hidden tests nor the key are anywhere near."""
    looks = "import os\nprint('found', [f for _, _, files in os.walk('.') for f in files])\nprint(sorted(os.environ))"
    inside = f"{looks}\nprint(os.environ.values())\n{ROUNDED}"
    answers = in_turn(step("run", code=looks), step("run_tests", code=f"{inside}raise ValueError"), SUBMITS)
    heard: list[str] = []
    with ModelServer(answers) as server:
        state = explored(tmp_path, server, heard)
    assert state.status == "success"
    assert "found ['pytest.ini']" in results(server.hits[1])
    assert "ValueError" in results(server.hits[2])
    asked = "".join(hit.prompt for hit in server.hits)
    assert "test_secret_of_the_user" not in asked
    assert "OPENAI_API_KEY" not in results(server.hits[1])
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(KEY.encode() in told for told in (*files, asked.encode(), "".join(heard).encode()))


@pytest.mark.skipif(fence_tier().value < 2, reason="this machine has no fence that hides files")
def test_the_history_with_the_hidden_tests_is_out_of_sight(tmp_path: Path) -> None:
    opens = f"open({str(tmp_path / 'home' / 'devloop.db')!r}, 'rb').read()"
    with ModelServer(in_turn(step("run", code=opens), SUBMITS)) as server:
        explored(tmp_path, server)
    assert (tmp_path / "home" / "devloop.db").is_file()
    assert "FileNotFoundError" in results(server.hits[1])


def test_a_key_that_the_model_echoes_is_not_kept_and_not_sent_back(tmp_path: Path) -> None:
    def echoes(hit: Hit) -> str:
        return step("run", code=f"print({hit.headers['authorization']!r})")

    heard: list[str] = []
    with ModelServer(in_turn(echoes, SUBMITS)) as server:
        explored(tmp_path, server, heard)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    asked = "".join(hit.prompt for hit in server.hits)
    assert results(server.hits[1]).startswith("Bearer")
    assert not any(KEY.encode() in told for told in (*files, asked.encode(), "".join(heard).encode()))


def test_a_tool_that_is_called_wrongly_tells_the_reason_and_no_path(tmp_path: Path) -> None:
    with ModelServer(in_turn(step("run_tests", source=RIGHT), step("fly"), SUBMITS)) as server:
        state = explored(tmp_path, server)
    assert state.status == "success"
    assert results(server.hits[1]) == "ValueError: Arg source is not in the tool's args."
    assert results(server.hits[2]) == "Unknown tool: fly"
    assert "site-packages" not in server.hits[1].prompt


def test_the_budget_stops_it_in_the_middle_and_no_step_is_paid_twice(tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        stopped = (await session.develop(parse_spec(SPEC, "half"), settings(server, run_calls=2))).state
        assert (stopped.status, len(server.hits), len(stopped.calls)) == ("stopped", 2, 2)
        assert not stopped.modules["half"].finished
        ended = await session.resume(stopped.run, limits={"run_calls": 9})
        assert (ended.status, len(server.hits), len(ended.calls)) == ("success", 3, 3)

    with ModelServer(in_turn(TRIES, step("run", code="3 / 2"), SUBMITS)) as server:
        play(tmp_path, story)
    assert results(server.hits[2]) == "1.5"


def test_the_last_step_has_to_answer(tmp_path: Path) -> None:
    with ModelServer(TRIES) as server:
        state = explored(tmp_path, server, explore_steps=3, attempts=1)
    assert len(server.hits) == 3
    assert state.status == "failed"
    (attempt,) = state.modules["half"].finished
    assert attempt.draft is not None
    assert attempt.draft.problem
    last = server.hits[2].prompt
    assert "This is your last step" in last
    assert "run_tests, whose description" not in last
    assert "This is your last step" not in server.hits[1].prompt


@pytest.mark.parametrize("said", [PROSE, f"Here you are:\n```python\n{RIGHT}```"])
def test_an_answer_without_a_tool_is_asked_once_more(said: Any, tmp_path: Path) -> None:
    with ModelServer(said) as server:
        state = explored(tmp_path, server, attempts=1)
    assert len(server.hits) == 2
    assert (state.status == "success") is isinstance(said, str)


@pytest.mark.parametrize("tool", ["run", "run_tests"])
def test_code_without_an_end_is_ended(tool: str, tmp_path: Path) -> None:
    with ModelServer(in_turn(step(tool, code="while True:\n    pass"), SUBMITS)) as server:
        state = explored(tmp_path, server, test_seconds=1.0, suite_seconds=3.0)
    assert state.status == "success"
    assert "s" in results(server.hits[1])


@pytest.mark.parametrize("middle", [HANGING, step("run", code="while True:\n    pass")])
def test_an_interrupt_ends_it_and_it_can_go_on(middle: Any, tmp_path: Path) -> None:
    """While the model is waited for, and while its code runs."""
    asked_twice = threading.Event()

    def second(_: Hit) -> Any:
        asked_twice.set()
        return middle

    async def story(session: Session) -> None:
        work = asyncio.create_task(session.develop(parse_spec(SPEC, "half"), settings(server)))
        await asyncio.to_thread(asked_twice.wait, 60)
        await asyncio.sleep(0.5)
        (run,) = session.stop()
        assert (await work).state.status == "stopped"
        assert server.hits[1].gone is (middle is HANGING)
        server.answer = in_turn(SUBMITS)
        assert (await session.resume(run)).status == "success"

    with ModelServer(in_turn(TRIES, second)) as server:
        play(tmp_path, story)
    assert len(server.hits) == 3


@pytest.mark.parametrize("lm", [LOCAL_LM, "scripted:answers.yaml"])
def test_who_cannot_explore_says_so(lm: str, tmp_path: Path) -> None:
    async def story(session: Session) -> None:
        with pytest.raises(BadSetting, match=r"does not explore: .* Choose a hosted model, such as"):
            await session.develop(parse_spec(SPEC, "half"), Settings(lm=lm, explore=True))
        assert not await session.runs()

    play(tmp_path, story)


def test_the_command_line(tmp_path: Path) -> None:
    spec, script = write_spec(tmp_path, "x = 1")
    refused = devloop(tmp_path, "run", spec, "--explore", "--lm", script)
    assert refused.code == 2
    assert "scripted/clamp.yaml does not explore" in refused.complaint
    with ModelServer(
        in_turn(step("run_tests", code="x = 1"), step("submit", code="def clamp(x, low, high): return 1"))
    ) as server:
        address = ["--lm", "openai/gpt-4o-mini", "--api-base", server.url, "--no-review", "--attempts", "1"]
        devloop(tmp_path, "run", spec, "--explore", *address)
    assert len(server.hits) == 2
    assert "clamp" in results(server.hits[1])


def test_the_cell_and_the_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = "Halve it.\n>>> half(3)\n1.5\n"
    monkeypatch.chdir(tmp_path)
    with ModelServer(in_turn(step("run_tests", code=ROUNDED), SUBMITS)) as server, open_shell(tmp_path) as shell:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        shell.run("%load_ext devloop_nb")
        shown = shell.run(f"%%devloop half --explore --no-review --lm openai/gpt-4o-mini\n{cell}")
        assert shown.ok, shown.text
        assert len(server.hits) == 2
        assert "1 == 1.5" in results(server.hits[1])
        refused = shell.run(f"%%devloop half --explore --lm {LOCAL_LM}\n{cell}")
        assert f"{LOCAL_LM} does not explore" in refused.text
        asked = "await develop('Halve it.\\n>>> half(3)\\n1.5', lm='scripted:a.yaml', explore=True)"
        refused = shell.run(f"from devloop_nb import develop\n{asked}")
        assert "scripted/a.yaml does not explore" in refused.text

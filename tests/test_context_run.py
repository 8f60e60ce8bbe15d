"""What a model is told in a run: by the user's template, within a budget, with what was tried before."""

import asyncio
import json
from pathlib import Path

import pytest
from halving import HALF
from model_server import ModelServer, chat, in_turn

from devloop_nb.frontends.cli.app import call
from devloop_nb.frontends.report.report import Report
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

pytestmark = pytest.mark.usefixtures("hosted_key")
ROUNDED, WRONG, RIGHT = (chat(code=f"```python\ndef half(x):\n    return {how}\n```") for how in ("x//2", "x", "x/2"))


def run(home: Path, server: ModelServer, spec: str = HALF, **given: int) -> RunState:
    async def whole() -> RunState:
        session = open_session(home)
        try:
            settings = Settings(
                lm="openai/gpt-4o-mini", api_base=server.url, retries=0, attempts=3, review=False, **given
            )  # type: ignore[arg-type] # only numbers
            return (await session.develop(parse_spec(spec, "half"), settings)).state
        finally:
            await session.close()

    return asyncio.run(whole())


def test_a_third_attempt_knows_of_the_first_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ModelServer(in_turn(ROUNDED, WRONG, RIGHT)) as server:
        state = run(tmp_path, server)
    assert state.status == "success"
    first, second, third = server.hits
    assert "earlier_attempts" not in first.prompt
    assert "earlier_attempts" not in second.prompt
    assert "attempt 2 (debug of 1): 0.00; fails test_even" in third.prompt
    assert "Python 3." in third.prompt
    told = state.calls["code/half/3"].told
    assert {part.item: part.fate for part in told}["earlier_attempts"] == "sent"
    assert "earlier_attempts" in Report(state).markdown().replace("\\", "")

    assert call(["calls", "half", "--home", str(tmp_path)]) == 0
    assert "code/half/3 was told: requirements" in capsys.readouterr().out
    assert call(["calls", "half", "--json", "--home", str(tmp_path)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [made["key"] for made in shown["calls"]] == ["code/half/1", "code/half/2", "code/half/3"]
    assert shown["spent"]["tokens"] == 45


def test_long_notes_are_cut_and_the_tests_are_not(tmp_path: Path) -> None:
    notes = "\n".join(f"Remark number {number}: nothing of importance." for number in range(3000))
    with ModelServer(RIGHT) as server:
        state = run(
            tmp_path,
            server,
            f"Halve a number exactly.\n\n{notes}\n{HALF[HALF.index('## Tests') :]}",
            context_tokens=3000,
        )
    (hit,) = server.hits
    assert "lines are left out here" in hit.prompt
    assert len(hit.prompt) < 3 * 3500
    (made,) = state.calls.values()
    assert {part.fate for part in made.told if part.item == "requirements"} == {"cut"}


def test_a_template_in_the_home_is_used_and_named(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir(mode=0o700)
    (tmp_path / "templates" / "code.yaml").write_text(
        "instructions: |\n  Write $module in the manner of Haskell Curry.\n"
    )
    with ModelServer(RIGHT) as server:
        state = run(tmp_path, server)
    assert "Write half in the manner of Haskell Curry." in server.hits[0].prompt
    (made,) = state.calls.values()
    assert made.template.startswith("code ")


def test_a_wrong_template_stops_before_the_model_is_asked(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "tests.yaml").write_text("instructions: Test $modul.\n")
    with ModelServer(RIGHT) as server, pytest.raises(Exception, match="Did you mean 'module'"):
        run(tmp_path, server)
    assert not server.hits

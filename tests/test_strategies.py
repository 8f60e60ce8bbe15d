"""What is to be done about an attempt is chosen by how its tests fail: real kernels, prepared answers."""

import json
from pathlib import Path

import pytest
from command_line import devloop
from halving import play
from model_server import ModelServer, chat, in_turn
from prepared import developed

from devloop_nb.frontends.widgets.index import index_of
from devloop_nb.session import Session
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec

SPEC = """---
name: mean
goal: The mean of numbers; without numbers a ValueError that says so
---
## Tests
```python
import pytest
from mean import mean

def test_many():
    assert mean([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) == 6

def test_one():
    assert mean([4]) == 4

def test_none():
    with pytest.raises(ValueError, match="no numbers"):
        mean([])
```
"""
RIGHT = """def mean(xs):
    if not xs:
        raise ValueError("no numbers")
    return sum(xs) / len(xs)
"""
# No number is right, but the error is.
WRONG = RIGHT.replace("/ len(xs)", "+ len(xs)")
UNHANDLED = "def mean(xs):\n    return sum(xs) / len(xs)\n"
SILENT = UNHANDLED.replace("sum", "xs and sum")
OTHERWISE = RIGHT.replace("no numbers", "empty")
MISSPELLED = RIGHT.replace("sum(", "summe(")
AT_IMPORT = f"from statistics import meen\n{RIGHT}"
SURPRISED = RIGHT.replace("sum(xs)", "sum(xs + 'x')")
ENDLESS = RIGHT.replace("    return", "    while len(xs) > 1:\n        pass\n    return")
SLOW = "import time\n" + RIGHT.replace("    return", "    time.sleep(1.2 * (len(xs) > 1))\n    return")
GREEDY = RIGHT.replace("    return", "    room = bytearray(10**13)\n    return")


@pytest.mark.parametrize(
    ("code", "strategy", "first"),
    [
        (WRONG, "fix the values", "test_one"),
        (UNHANDLED, "add error handling", "test_none"),
        (SILENT, "add error handling", "test_none"),
        (OTHERWISE, "add error handling", "test_none"),
        (MISSPELLED, "fix the names", "test_one"),
        (AT_IMPORT, "fix the names", ""),
        (SURPRISED, "fix the errors", "test_one"),
        (ENDLESS, "lower the complexity", "test_many"),
        (GREEDY, "lower the complexity", "test_one"),
    ],
    ids=["wrong", "unhandled", "silent", "otherwise", "misspelled", "at_import", "surprised", "endless", "greedy"],
)
def test_by_the_failure(code: str, strategy: str, first: str, tmp_path: Path) -> None:
    state, _ = developed(tmp_path, SPEC, {"code": {"mean": [code, RIGHT]}}, test_seconds=2)
    failed, right = state.modules["mean"].attempts
    assert failed.feedback.startswith(f"{strategy}: ")
    assert right.move.reason.endswith(f": {strategy}")
    assert first in failed.feedback.split("\n\n")[1]
    assert (state.status, right.feedback) == ("success", "")


def test_a_target_that_is_missed_where_every_test_passes(tmp_path: Path) -> None:
    spec = SPEC.replace("---\n## Tests", "performance: {seconds: 1}\n---\n## Tests")
    state, _ = developed(tmp_path, spec, {"code": {"mean": [SLOW, RIGHT]}})
    missed, right = state.modules["mean"].attempts
    assert missed.feedback.startswith("lower the complexity: ") and "the target is 1.0 s" in missed.feedback
    assert (right.move.kind, right.move.reason.rpartition(": ")[2]) == ("improve", "lower the complexity")


def test_what_the_user_reads_is_in_the_prompt(tmp_path: Path, hosted_key: None) -> None:
    states: list[RunState] = []

    async def story(session: Session) -> None:
        settings = Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0, review=False)
        states.append((await session.develop(parse_spec(SPEC, "mean"), settings)).state)

    with ModelServer(in_turn(chat(code=UNHANDLED), chat(cause="no check", code=RIGHT))) as server:
        play(tmp_path, story)
        first, second = (hit.prompt for hit in server.hits)
    told = states[0].modules["mean"].attempts[0].feedback
    assert told in second and told.startswith("add error handling: look at the arguments first")
    assert "add error handling" not in first


def test_it_stands_beside_the_attempt_wherever_one_looks(tmp_path: Path) -> None:
    said = "with 0.67: add error handling"
    (tmp_path / "mean.md").write_text(SPEC)
    (tmp_path / "mean.json").write_text(json.dumps({"code": {"mean": [UNHANDLED, RIGHT]}}))
    ran = devloop(tmp_path, "run", "mean.md", "--lm", "scripted:mean.json", "-o", "mean.html")
    assert said in ran.err and said in (tmp_path / "mean.html").read_text()
    assert said in devloop(tmp_path, "show", "mean", "--attempt", "2").out
    assert said in devloop(tmp_path, "history", "--attempts", "--json").out

    state, _ = developed(tmp_path, SPEC, {"code": {"mean": [UNHANDLED, RIGHT]}})
    assert said in json.dumps(index_of(state))

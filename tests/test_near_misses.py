"""Small edits of attempts that fall short, in whole runs: prepared answers, real kernels."""

from pathlib import Path

from test_whole_loop import developed

from devloop_nb.frontends.describe import describe, level
from devloop_nb.values import events as ev

SPEC = """
    The numbers up to a limit that can be divided by another number.

    ## Tests
    ```python
    from multiples import multiples
    def test_some(): assert multiples(7, 3) == [3, 6]
    def test_the_limit_counts(): assert multiples(6, 3) == [3, 6]
    def test_none(): assert multiples(2, 3) == []
    ```
    ## Hidden tests
    ```python
    from multiples import multiples
    def test_one(): assert multiples(2, 1) == [1, 2]
    ```
"""
NEAR = "def multiples(limit, n):\n    return [x for x in range(1, limit) if x % n == 0]\n"
FAR = "def multiples(limit, n):\n    return None\n"
RIGHT = NEAR.replace("limit) if", "limit + 1) if")
SCRIPT = {"plan": [{"name": "multiples", "purpose": "multiples"}], "code": {"multiples": [FAR, NEAR, RIGHT]}}


def test_a_near_miss_is_mended_without_asking_the_model(tmp_path: Path) -> None:
    state, heard = developed(tmp_path, SPEC, SCRIPT, edits=60)
    multiples = state.modules["multiples"]
    assert state.status == "success"
    assert state.hidden and state.hidden.passed == 1
    assert [attempt.move.kind for attempt in multiples.attempts] == ["draft", "debug", "edit"]
    edited = multiples.attempts[2]
    assert edited.move.parent == 2
    assert edited.move.reason == "one small edit of attempt 2 passes 3 of 3 tests"
    assert edited.draft and edited.draft.mended and not edited.draft.calls
    assert edited.outcome and edited.outcome.verdict == "sealed"
    assert [call for call in state.calls if call.startswith("code/")] == ["code/multiples/1", "code/multiples/2"]
    tried = [told.event for told in heard if isinstance(told.event, ev.EditsTried)]
    assert [(each.number, each.passed) for each in tried] == [(1, 0), (2, 3)]


def test_only_calls_count_as_attempts_that_are_spent(tmp_path: Path) -> None:
    script = {**SCRIPT, "code": {"multiples": [NEAR.replace("== 0", "== 9"), FAR, RIGHT]}}
    state, _ = developed(tmp_path, SPEC, script, edits=60, attempts=3)
    assert state.modules["multiples"].attempts[-1].move.turn == 3
    assert state.status == "success"


def test_none_are_tried_where_the_model_is_not_the_embedded_one(tmp_path: Path) -> None:
    state, heard = developed(tmp_path, SPEC, SCRIPT)
    assert [attempt.move.kind for attempt in state.modules["multiples"].attempts] == ["draft", "debug", "debug"]
    assert not [told for told in heard if isinstance(told.event, ev.EditsTried)]


def test_one_test_is_too_little_to_try_edits_on(tmp_path: Path) -> None:
    first, rest = SPEC.split("    def test_the_limit")[0], SPEC[SPEC.index("    ```\n    ## Hidden") :]
    code = {"multiples": [NEAR.replace("== 0", "!= 0"), RIGHT]}
    state, heard = developed(tmp_path, first + rest, {**SCRIPT, "code": code}, edits=60)
    assert [attempt.move.kind for attempt in state.modules["multiples"].attempts] == ["draft", "debug"]
    assert not [told for told in heard if isinstance(told.event, ev.EditsTried)]


def test_the_log_says_when_an_edit_ended_the_trying(tmp_path: Path) -> None:
    """The code is harmless; one edit of it kills the kernel that tries it."""
    guard = "    if limit < 0:\n        os.kill(os.getppid(), 9)\n    return"
    guarded = f"import os\n{NEAR.replace('    return', guard)}"
    script = {**SCRIPT, "code": {"multiples": [guarded, RIGHT]}}
    state, heard = developed(tmp_path, SPEC, script, edits=200)
    assert state.status == "success"
    [tried] = [told for told in heard if isinstance(told.event, ev.EditsTried)]
    assert isinstance(tried.event, ev.EditsTried)
    assert tried.event.problem == "the kernel was ended by SIGKILL"
    assert tried.event.problem in describe(tried)
    assert level(tried.event) == "WARN"


def test_edits_that_could_not_be_tried_at_all_are_not_told_as_tried() -> None:
    event = ev.EditsTried(module="half", number=2, tried=0, passed=0, problem="the kernel told nothing")
    told = describe(ev.Recorded(run="r", seq=1, at=0.0, event=event))
    assert told == "half: small edits of attempt 2 could not be tried: the kernel told nothing"

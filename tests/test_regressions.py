"""A module that is changed late: what builds on it is tested over the new code, and must not get worse."""

from pathlib import Path

from counting import COUNTS, FIRST, PLAN, RIGHT, SPEC, WORSE
from prepared import developed


def test_a_mended_module_may_not_break_what_builds_on_it(tmp_path: Path) -> None:
    code = {"words": [FIRST, WORSE, RIGHT], "counts": [COUNTS]}
    state, heard = developed(tmp_path, SPEC, {"plan": PLAN, "code": code})
    _, worse, right = state.modules["words"].attempts
    assert worse.total == 1.0
    assert worse.broke == ("test_counts.py::test_upper",)
    assert "a test of counts, which is built on this module" in worse.feedback
    assert "what this attempt changed" in worse.feedback
    assert right.move.parent == 1
    assert (state.status, state.modules["words"].accepted) == ("success", 3)
    assert any("tests of counts pass" in getattr(each.event, "says", "") for each in heard)


def test_where_nothing_mends_both_the_run_is_no_success(tmp_path: Path) -> None:
    code = {"words": [FIRST, WORSE, WORSE + "# again\n"], "counts": [COUNTS]}
    state, _ = developed(tmp_path, SPEC, {"plan": PLAN, "code": code}, attempts=2)
    assert (state.status, state.modules["words"].accepted) == ("partial", 1)
    assert "0 of 1 integration tests pass" in state.reason


def test_what_is_clearly_slower_than_what_was_accepted_is_told(tmp_path: Path) -> None:
    slow = RIGHT.replace("return", "import time; time.sleep(0.4); return")
    state, _ = developed(tmp_path, SPEC, {"plan": PLAN, "code": {"words": [FIRST, slow], "counts": [COUNTS]}})
    first, slow_one = state.modules["words"].attempts
    assert "test_words.py::test_words takes 0.4" in slow_one.feedback
    assert "with attempt 1, which was accepted" in slow_one.feedback
    assert "takes" not in first.feedback
    assert (state.status, state.modules["words"].accepted) == ("success", 2)

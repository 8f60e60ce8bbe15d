"""Several modules through the whole loop: side by side, sent back, put back; prepared answers, real kernels."""

from pathlib import Path
from textwrap import dedent

from prepared import developed, module

DIAMOND = """
    Words of a text by how often they come.

    ## Tests
    ```python
    from words import words
    def test_words(): assert words("a B a") == ["a", "b", "a"]
    ```
    ```python
    from counts import counts
    def test_counts(): assert counts("a B a") == {"a": 2, "b": 1}
    ```
    ```python
    from longest import longest
    def test_longest(): assert longest("a bcd ef") == 3
    ```
    ```python
    from table import table
    def test_table(): assert table("a B a") == ["a 2", "b 1"]
    ```
    ## Integration tests
    ```python
    from table import table
    from counts import counts
    def test_all(): assert table("bb a a") == ["a  2", "bb 1"] and counts("x") == {"x": 1}
    ```
"""
WORDS = "def words(text):\n    return text.lower().split()\n"
COUNTS = """
from collections import Counter
from words import words
def counts(text):
    return dict(Counter(words(text)))
"""
LONGEST = "from words import words\ndef longest(text):\n    return max(map(len, words(text)), default=0)\n"

TABLE = """
from counts import counts
from longest import longest
def table(text):
    ranked = sorted(counts(text).items(), key=lambda each: (-each[1], each[0]))
    return [f"{word:{WIDTH}} {count}" for word, count in ranked]
"""
NARROW, WIDE = TABLE.replace("{WIDTH}", ""), TABLE.replace("WIDTH", "longest(text)")
PLAN = [module("words"), module("counts", "words"), module("longest", "words"), module("table", "counts", "longest")]


def test_what_does_not_depend_on_each_other_is_built_at_the_same_time_and_integration_sends_back(
    tmp_path: Path,
) -> None:
    code = {"words": [WORDS], "counts": [COUNTS], "longest": [LONGEST], "table": [NARROW.replace(":}", "}"), WIDE]}
    state, heard = developed(tmp_path, DIAMOND, {"plan": PLAN, "code": code})
    assert (state.status, state.sent_back) == ("success", 1)
    assert state.modules["table"].accepted == 2
    assert "1 of 1 integration tests fail in it" in state.modules["table"].sent_back
    assert state.integrated
    assert state.integrated.status == "passed"
    place = {
        (each.event.kind, each.event.module, getattr(each.event, "number", 0)): each.seq
        for each in heard
        if hasattr(each.event, "module")
    }
    for name in ("counts", "longest"):
        assert place["module_ended", "words", 0] < place["attempt_started", name, 0]
        assert place["module_ended", name, 0] < place["attempt_run", "table", 1]
    assert place["attempt_started", "longest", 0] < place["attempt_run", "counts", 1]
    assert place["attempt_started", "counts", 0] < place["attempt_run", "longest", 1]


def test_a_module_that_integration_cannot_mend_keeps_the_code_that_was_accepted(tmp_path: Path) -> None:
    narrow = NARROW.replace(":}", "}")
    code = {
        "words": [WORDS],
        "counts": [COUNTS],
        "longest": [LONGEST],
        "table": [narrow, "def table(text): ...", "x = 1"],
    }
    state, _ = developed(tmp_path, DIAMOND, {"plan": PLAN, "code": code}, attempts=2)
    table = state.modules["table"]
    assert (state.status, table.status, table.accepted) == ("partial", "partial", 1)
    assert table.best
    assert table.best.code.strip() == narrow.strip()
    assert "0 of 1 integration tests pass" in state.reason


HALVES = """
    Halve numbers.

    ## Tests
    ```python
    from half import half
    def test_even(): assert half(4) == 2
    def test_odd(): assert half(3) == 1.5
    def test_none(): assert half(None) is None
    def test_text(): assert half("4") == 2
    ```
"""


def test_what_breaks_a_test_that_had_passed_is_put_back(tmp_path: Path) -> None:
    even = "def half(x):\n    return x // 2\n"
    swapped = 'def half(x):\n    return None if x is None else 2 if x == "4" else 1.5\n'
    right = "def half(x):\n    return None if x is None else float(x) / 2\n"
    state, heard = developed(tmp_path, HALVES, {"code": {"half": [even, swapped, right]}})
    first, second, third = state.modules["half"].attempts
    assert (first.score and first.score.passed, second.score and second.score.passed) == (1, 3)
    assert second.broke == ("test_half.py::test_even",)
    assert third.move.parent == 1
    assert state.modules["half"].accepted == 3
    assert any(each.event.kind == "attempt_reverted" for each in heard)
    assert "what this attempt changed" in second.feedback


def test_a_loop_that_repeats_itself_changes_its_ways(tmp_path: Path) -> None:
    even = "def half(x):\n    return x // 2\n"
    state, _ = developed(tmp_path, HALVES, {"code": {"half": [even] * 6}}, attempts=6)
    moves = [attempt.move for attempt in state.modules["half"].attempts]
    assert [bool(move.stuck) for move in moves] == [False, False, True, True, True, True]
    assert len({(move.kind, move.temperature) for move in moves[2:]}) >= 3


def test_tests_of_a_model_that_find_no_mistake_do_not_count(tmp_path: Path) -> None:
    tests = """
        from half import half
        def test_right(): assert half(4) == 2
        def test_idle():
            half(1)
            half(2)
        def test_unborn(): assert True
    """
    script = {"tests": {"half": dedent(tests)}, "code": {"half": ["def half(x):\n    return x / 2\n"]}}
    state, _ = developed(tmp_path, "---\nname: half\nentry: half(x)\n---\nHalve a number.", script)
    half = state.modules["half"]
    assert half.weight
    assert half.weight.found == half.weight.mutants > 1
    assert half.weight.idle == ("test_half_model.py::test_idle",)
    assert half.suite
    assert half.suite.expected == ("test_half_model.py::test_right",)
    assert "passes on an empty stub" in half.suite.rejected["test_half_model.py::test_unborn"]
    assert "finds none of the mistakes" in half.suite.rejected["test_half_model.py::test_idle"]

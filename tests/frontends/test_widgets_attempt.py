"""What the view is told of one attempt when somebody looks closer: words that changed, assertions, growth."""

import json

import pytest

from devloop_nb.frontends.widgets.assertion import failed_assertion
from devloop_nb.frontends.widgets.attempt_body import ends
from devloop_nb.frontends.widgets.growth_body import growth_body
from devloop_nb.frontends.widgets.words import LONGEST_LINE, MOST_LINES, compare_texts
from devloop_nb.values.growth import Growth, Sample, Scaling

SHORT = """test_half.py:4: in test_odd
    assert half(3) == 1.5
E   {error}assert 1 == 1.5
E    +  where 1 = half(3)
"""


def test_changed_words_are_marked_inside_a_line() -> None:
    before, after = "    return x // 2  # half", "    return x / 2  # half"
    lines = compare_texts(f"def half(x):\n{before}\n", f"def half(x):\n{after}\n")
    assert [line.sign for line in lines] == ["@", " ", "-", "+"]
    assert [(line.old, line.new) for line in lines[1:]] == [(1, 1), (2, 2), (2, 2)]
    assert [piece for piece, changed in lines[2].pieces if changed] == ["/"]
    assert "".join(piece for piece, _ in lines[2].pieces) == before
    assert "".join(piece for piece, _ in lines[3].pieces) == after


@pytest.mark.parametrize("pair", [("import math", "    return xs"), ("x " * LONGEST_LINE, "x " * LONGEST_LINE + "y")])
def test_lines_with_little_in_common_or_very_long_ones_have_no_marks(pair: tuple[str, str]) -> None:
    minus, plus = compare_texts(*pair)[1:]
    assert (minus.pieces, plus.pieces) == (((pair[0], False),), ((pair[1], False),))
    assert (minus.new, plus.old) == (0, 0)


def test_a_line_is_compared_with_the_one_it_was_made_from() -> None:
    before = "top = max(xs)\nreturn [x / top for x in xs]"
    after = "if not xs:\n    return []\nlow, high = min(xs), max(xs)\nreturn [(x - low) / (high - low) for x in xs]"
    signs = {line.pieces: (line.sign, line.old, line.new) for line in compare_texts(before, after)[1:]}
    found = {"".join(piece for piece, _ in pieces): place for pieces, place in signs.items()}
    assert found["return [x / top for x in xs]"] == ("-", 2, 4)
    assert found["return [(x - low) / (high - low) for x in xs]"] == ("+", 2, 4)
    assert found["if not xs:"] == ("+", 0, 1)


def test_nothing_changed_and_very_much_changed() -> None:
    assert compare_texts("a\n", "a\n") == []
    lines = compare_texts("", "\n".join(map(str, range(2 * MOST_LINES))))
    assert len(lines) == MOST_LINES + 1
    assert lines[-1].pieces[0][0] == f"{MOST_LINES + 1} more lines are not shown"


@pytest.mark.parametrize("error", ["", "AssertionError: "])
def test_an_assertion_says_what_it_expected_and_got(error: str) -> None:
    assert failed_assertion(SHORT.format(error=error)) == {
        "line": "assert half(3) == 1.5",
        "expected": "1.5",
        "got": "1",
    }


@pytest.mark.parametrize(
    ("source", "says", "expected", "got"),
    [
        ("assert 1.5 == half(3)", "1.5 == 1", "1.5", "1"),
        ("assert half([1]) == [0.5]", "<Half 1> == [0.5]", "[0.5]", "<Half 1>"),
        ("assert half(3) > 1", "1 > 1", "", ""),
        ("assert half(3) == 'a == b'", "'a' == 'a == b'", "'a == b'", "'a'"),
    ],
)
def test_the_side_that_is_computed_is_what_was_got(source: str, says: str, expected: str, got: str) -> None:
    failed = failed_assertion(f"test_half.py:4: in test_odd\n    {source}\nE   assert {says}\n")
    assert failed == {"line": source, "expected": expected, "got": got}


def test_an_exception_and_an_assertion_in_the_code_are_no_assertions_of_the_test() -> None:
    raised = (
        "test_half.py:4: in test_odd\n    assert half(3) == 1.5\nhalf.py:2: in half\n    return x / 0\nE   Bad: no\n"
    )
    assert failed_assertion(raised) is None
    assert failed_assertion(raised.replace("return x / 0", "assert x == 0")) is None
    assert failed_assertion("") is None


def test_a_long_output_keeps_both_ends() -> None:
    assert ends("short") == "short"
    shown = ends("a" * 9000 + "the end")
    assert shown.startswith("aaa") and shown.endswith("the end")
    assert "1,007 characters in between are not shown" in shown


def test_growth_comes_as_points_with_the_curve_of_its_class() -> None:
    samples = tuple(Sample(n=2**k, seconds=1e-6 * 2**k, peak_mib=0.0) for k in range(4, 14))
    time = Growth(of="time", grows="O(n)", low="O(n)", high="O(n)", confidence=0.97, samples=samples)
    memory = Growth(of="memory", grows="unclear", low="O(1)", high="O(n)", samples=samples)
    (chart,) = growth_body(Scaling(time=time, memory=memory))
    assert (chart["of"], chart["grows"], chart["confidence"], len(chart["points"])) == ("time", "O(n)", 0.97, 10)
    (curve,) = chart["curves"]
    assert curve["name"] == "O(n)"
    assert all(abs(value / (1e-6 * n) - 1) < 0.01 for n, value in curve["points"])
    json.dumps(chart, allow_nan=False)

"""Inputs of any size, made after the calls in the tests."""

import random
from typing import Any

import pytest

from devloop_nb.stages.inputs import inputs_from


def made(test: str, n: int, entry: str = "") -> tuple[Any, ...]:
    """What the derived inputs give for n, where ``test`` is what a test of ``f`` asserts."""
    source = inputs_from([f"from m import f\n\n\ndef test_it():\n    assert {test}\n"], "m", "f", entry)
    space: dict[str, Any] = {}
    exec(source, space)
    random.seed(3)
    args = space["inputs"](n)
    assert isinstance(args, tuple)
    return args


def test_a_list_grows_and_its_elements_stay_of_their_kind() -> None:
    (xs,) = made("f([3, 1, 2]) == [1, 2, 3]", 500)
    assert len(xs) == 500
    assert all(type(x) is int and x > 0 for x in xs)
    assert xs != sorted(xs)
    assert len(set(xs)) > 300


def test_what_is_sorted_in_all_calls_stays_sorted_and_the_rest_as_it_is() -> None:
    xs, x = made("f([1, 5, 9], 5) == 1 and f([2, 3, 8, 9], 1) == -1", 200)
    assert (len(xs), x) == (200, 1)
    assert xs == sorted(xs)


def test_arguments_of_about_the_same_size_grow_together() -> None:
    a, b = made("f('listen', 'silent')", 50)
    assert (len(a), len(b)) == (50, 50)
    assert set(a + b) <= set("listen")
    text, letter = made("f('hello', 'l') == 2", 50)
    assert (len(text), letter) == (50, "l")
    words, sep = made("f(['fig', 'plum'], sep=', ')", 40, "f(words, sep)")
    assert (len(words), sep) == (40, ", ")
    assert {len(word) for word in words} == {3, 4}


def test_a_square_stays_a_square() -> None:
    (rows,) = made("f([[1, 2], [3, 4]])", 7)
    assert [len(row) for row in rows] == [7] * 7


def test_calls_with_elements_of_another_kind_do_not_count() -> None:
    (xs,) = made("f([3, 1, 3, 2]) == [3, 1, 2] and f(['b', 'a', 'b']) == ['b', 'a'] and f([]) == []", 300)
    assert all(type(x) is int for x in xs)
    assert len(set(xs)) > 200


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("{'a': 1, 'b': 2}", dict),
        ("{1: [2]}", dict),
        ("{1, 2, 3}", set),
        ("(1.5, 2.5)", tuple),
        ("['a', None, 3]", list),
        ("[True, False]", list),
        ("[{'name': 'a', 'age': 3}]", list),
        ("[('a', 1), ('b', 2)]", list),
        ("[[1], [2, 3], []]", list),
        ("['']", list),
        ("[-5, 5]", list),
    ],
)
def test_whatever_can_be_written_down_grows(value: str, kind: type) -> None:
    (grown,) = made(f"f({value})", 100)
    assert type(grown) is kind
    assert 60 < len(grown) <= 100
    like, example = next(iter(grown)), next(iter(eval(value)))
    assert kind in (dict, set) or "None" in value or type(like) is type(example)


def test_a_function_of_numbers_gets_n_in_place_of_the_largest() -> None:
    assert made("f(10) == 55", 99) == (99,)
    assert made("f(2, 10) == 1024", 99) == (2, 99)
    assert made("f(exponent=10, base=2) == 1024", 99, "f(base: int, exponent: int) -> int") == (2, 99)


TABLE = """
import pytest
import m as it
ROWS = [4, 2, 3, 1]

@pytest.mark.parametrize("xs, want", [([1.5], 1), pytest.param([2.5, 0.5], 2, id="two")])
def test_many(xs, want):
    assert it.f(xs) == want
"""


def test_calls_are_found_behind_names_and_in_tables() -> None:
    assert "random.uniform(0.5, 2.5)" in inputs_from([TABLE], "m", "f")
    assert "random.uniform(0.5, 4.0)" in inputs_from([f"{TABLE}\n\ndef test_rows():\n    it.f(ROWS)\n"], "m", "f")
    assert "random.randint(1, 9" in inputs_from(["from m import f as g\nassert g([9, 1, 8])"], "m", "f")


@pytest.mark.parametrize(
    "test", ["assert g([1])", "assert f(open('x'))", "assert f(1.5)", "assert f()", "assert f([])", "not python ("]
)
def test_where_nothing_shows_what_inputs_are_like_there_are_none(test: str) -> None:
    assert inputs_from([test], "m", "f") == ""
    assert inputs_from([], "m", "f") == ""

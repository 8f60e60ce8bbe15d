"""What the code gave is compared here: it does not say itself that it is right."""

import copy
from typing import Any

import pytest
from sealed_liar import OBJECT, RECORD, Liar, X, builtin


def record(x: object) -> dict[str, Any]:
    return {"parts": [["box", 0]], "boxes": [["record", 0, x]]}


def test_records_are_compared_here(liar: Liar) -> None:
    form = {
        **RECORD,
        **X,
        "specials": ["__eq__", "__ne__", "__hash__", "__getattribute__", "__contains__", "__bool__"],
    }
    one, other = liar.give(forms=[[0, form]], **record(1)), liar.give(**record(2))
    assert type(one).__name__ == "Point"
    assert one.x == 1
    assert not one == other  # noqa: SIM201  # Both ways of comparing are meant.
    assert one != other
    assert one == liar.give(**record(1))
    assert one != 1
    for judgement in (lambda: 1 in one, lambda: bool(one)):
        with pytest.raises(liar.error("ResultNotPlain")):
            judgement()
    assert len(liar.heard) == 3


def test_operators_of_records_never_see_what_a_test_expects(liar: Liar) -> None:
    one = liar.give(forms=[[0, {**RECORD, **X, "specials": ["__sub__", "__lt__"]}]], **record(1))
    for judgement in (lambda: one - 3.0, lambda: one < 5):
        with pytest.raises(liar.error("ResultNotPlain")):
            judgement()
    assert len(liar.heard) == 1


def thing(number: int, *specials: str) -> dict[str, Any]:
    forms = [[0, {**OBJECT, "specials": list(specials)}]] if specials else []
    return {"parts": [["mine", number, "object", [0]]], "forms": forms}


JUDGEMENTS = {
    "equal": lambda one: one == 3,
    "unequal": lambda one: one != 3,
    "equal from the other side": lambda one: 3 == one,  # noqa: SIM300  # The side is what is tried.
    "equal in a list": lambda one: [one] == [3],
    "less": lambda one: one < 3,
    "more from the other side": lambda one: 3 > one,  # noqa: SIM300  # The side is what is tried.
    "holds": lambda one: 3 in one,
    "true": bool,
    "difference": lambda one: one - 3,
    "difference from the other side": lambda one: 3 - one,
    "approximately": lambda one: one == pytest.approx(3),
    "equals another": lambda one: one == object.__new__(type(one)),
    "a copy": copy.copy,
}
WANTED = ("__eq__", "__ne__", "__lt__", "__gt__", "__contains__", "__bool__", "__sub__", "__rsub__")


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_a_result_does_not_judge_itself(liar: Liar, name: str) -> None:
    one = liar.give(**thing(0, *WANTED))
    with pytest.raises((liar.error("ResultNotPlain"), liar.error("ArgumentNotPlain"))):
        JUDGEMENTS[name](one)
    assert len(liar.heard) == 1


def made(liar: Liar, number: int) -> Any:
    """An object that the tests have made by calling the class."""
    kind = liar.link.classes.get(0) or liar.give(parts=[["class", 0]], forms=thing(0, *WANTED)["forms"])
    liar.say(thing(number))
    return kind()


def test_what_the_tests_have_made_may_say_what_it_is_like(liar: Liar) -> None:
    one, other = made(liar, 0), made(liar, 1)
    liar.say({"parts": [True]}, {"parts": [True]})
    assert one == other
    assert liar.heard[-1]["parts"][:3] == ["method", ["yours", 0], "__eq__"]
    assert 3 in one


_OF_ITSELF = ("holds", "true", "a copy", "equals another")


@pytest.mark.parametrize("name", [name for name in JUDGEMENTS if name not in _OF_ITSELF])
def test_what_the_tests_have_made_is_not_compared_with_plain_data(liar: Liar, name: str) -> None:
    one = made(liar, 0)
    heard = len(liar.heard)
    with pytest.raises(liar.error("ResultNotPlain")):
        JUDGEMENTS[name](one)
    assert len(liar.heard) == heard


def test_as_many_parts_as_it_says(liar: Liar) -> None:
    forms = [[0, {**OBJECT, "specials": ["__len__", "__getitem__"]}]]
    one = liar.give(parts=[["mine", 0, "object", [0]]], forms=forms)
    end = {"raised": True, "parts": [["error", builtin("IndexError"), [], "", {}, None]]}
    liar.say({"parts": [1]}, {"parts": ["a"]})
    assert len(one) == 1
    assert next(part for part in one) == "a"
    liar.say({"parts": ["a"]}, end)
    assert all(part == "a" for part in one)
    liar.say(end)
    with pytest.raises(liar.error("ResultNotPlain"), match="has 1 parts, and 0"):
        all(part == "a" for part in one)
    liar.say({}, {"parts": [2]})
    one.changed = True
    assert len(one) == 2


def test_nothing_is_over_where_nothing_is_iterated(liar: Liar) -> None:
    end = {"raised": True, "parts": [["error", builtin("StopIteration"), [], "", {}, None]]}
    for action in (("call", "code", (), ()), ("get", "code", "value"), ("method", "code", "__getitem__", (0,), ())):
        liar.say(end)
        with pytest.raises(liar.error("ResultNotPlain"), match="where nothing is iterated"):
            liar.link.ask(*action)
    liar.say(end)
    with pytest.raises(StopIteration):
        liar.link.ask("method", "code", "__next__", (), ())


def test_what_the_tests_have_made_is_not_given_as_a_result(liar: Liar) -> None:
    one = made(liar, 0)
    assert liar.give(**thing(0)) is one
    other = made(liar, 5)
    with pytest.raises(liar.error("ResultNotPlain")):
        bool(one == other)


def test_a_result_is_not_made_by_the_tests_later(liar: Liar) -> None:
    made(liar, 0)
    one = liar.give(**thing(1))
    assert made(liar, 1) is one
    other = made(liar, 5)
    with pytest.raises(liar.error("ResultNotPlain")):
        bool(one == other)


def test_tests_do_not_derive_from_a_class_that_is_not_here(liar: Liar) -> None:
    kind: Any = type(liar.give(**thing(0)) if liar.link.classes else made(liar, 0))
    with pytest.raises(liar.error("ArgumentNotPlain")):
        type("Derived", (kind,), {})


def test_names_and_words_of_the_code_are_not_asked_for_by_chance(liar: Liar) -> None:
    one = made(liar, 0)
    heard = len(liar.heard)
    for name in ("pytestmark", "_pytestfixturefunction", "__wrapped__", "__len__", "__test__"):
        assert not hasattr(one, name)
        assert not hasattr(type(one), name)
    with pytest.raises(liar.error("ArgumentNotPlain")):
        one.__dict__  # noqa: B018  # Looking is what is tried.
    assert len(liar.heard) == heard

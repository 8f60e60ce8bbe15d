"""What the code's process says is not believed to be anything but plain data."""

import copy
import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from sealed_liar import Liar

FLAGS = {"frozen": False, "order": False, "eq": True, "unsafe_hash": False}
RECORD = {"name": "Point", "module": "code", "kind": "record", "flags": FLAGS, "methods": [], "specials": []}
OBJECT = {"name": "Thing", "module": "code", "kind": "object", "bases": [], "abstract": [], "specials": []}
ERROR = {"name": "Oops", "module": "code", "kind": "error", "specials": []}
ENUM = {"name": "Hue", "module": "code", "kind": "enum", "base": "Enum", "methods": [], "specials": []}
X = {"fields": [["x", "", None]]}


@pytest.fixture
def liar() -> Iterator[Liar]:
    one = Liar()
    yield one
    one.close()


def builtin(name: str, *bases: object) -> list[Any]:
    return ["library", "builtins", name, list(bases)]


def test_a_true_answer(liar: Liar) -> None:
    assert liar.give(parts=[["box", 0]], boxes=[["list", 1, 2.0, True, None, "a"]]) == [1, 2.0, True, None, "a"]
    assert liar.heard[0]["parts"] == ["get", "code", "value"]
    assert liar.give(parts=[["tuple", 1]]) == (1,)


LIES: dict[str, dict[str, Any]] = {
    "the answer to another question": {"answer": 7},
    "an object of JSON": {"parts": [{"a": 1}]},
    "two values": {"parts": [1, 2]},
    "an unknown tag": {"parts": [["pickle", "gASVAA=="]]},
    "no tag": {"parts": [[]]},
    "parts of another type": {"parts": [["value", "decimal", 5]]},
    "too many parts": {"parts": [["value", "range", 1, 2, 3, 4]]},
    "a pickled moment": {"parts": [["value", "datetime", ["value", "bytes", "B+QBAQEBAQAAAA=="]]]},
    "a box that is not there": {"parts": [["box", 3]]},
    "a function of a library": {"parts": [["library", "os", "system", []]]},
    "a builtin function": {"parts": [builtin("eval")]},
    "a class that runs programs": {"parts": [["library", "subprocess", "Popen", []]]},
    "a module that is not loaded": {"parts": [["library", "antigravity", "fly", []]]},
    "something that was never lent": {"parts": [["yours", 5]]},
    "something of an unknown sort": {"parts": [["mine", 0, "frame", []]]},
    "a class that was never told of": {"parts": [["class", 5]]},
    "a member of nothing": {"parts": [["member", 5, "RED"]]},
    "raising what is no exception": {"raised": True, "parts": [1]},
    "raising a class": {"raised": True, "parts": [builtin("ValueError")]},
    "an array of objects": {"parts": [["box", 0]], "boxes": [["array", "|O", ["tuple", 1], ["value", "bytes", ""]]]},
    "an array of records": {
        "parts": [["box", 0]],
        "boxes": [["array", "|V8", ["tuple", 1], ["value", "bytes", "AAAAAAAAAAA="]]],
    },
    "an array without content": {
        "parts": [["box", 0]],
        "boxes": [["array", "<f8", ["tuple", 9], ["value", "bytes", ""]]],
    },
    "a box of an unknown kind": {"parts": [["box", 0]], "boxes": [["frame", 1]]},
    "a dict of lists as keys": {"parts": [["box", 0]], "boxes": [["dict", ["box", 1], 1], ["list"]]},
    "half a pair": {"parts": [["box", 0]], "boxes": [["dict", 1]]},
    "a default that is a function": {"parts": [["box", 0]], "boxes": [["defaultdict", "eval"]]},
    "no parts": {"parts": None},
    "no boxes": {"boxes": 5},
    "saying nothing": {"said": None},
    "a class of an unknown kind": {"forms": [[0, {**OBJECT, "kind": "metaclass"}]]},
    "a class without a name": {"forms": [[0, {**OBJECT, "name": "a b"}]]},
    "a class with a special name": {"forms": [[0, {**OBJECT, "name": "__eq__"}]]},
    "a field with a special name": {"forms": [[0, {**RECORD, "fields": [["__eq__", "", None]]}]]},
    "a method with a special name": {"forms": [[0, {**RECORD, **X, "methods": [["__eq__", "method"]]}]]},
    "a default that is computed": {"forms": [[0, {**RECORD, "fields": [["x", "factory", "eval"]]}]]},
    "two names for one value": {"forms": [[0, {**ENUM, "members": [["A", 1], ["B", 1]]}]]},
    "a strange family": {"forms": [[0, {**OBJECT, "abstract": ["__doc__"]}]]},
}


@pytest.mark.parametrize("lie", LIES)
def test_what_is_no_plain_data_ends_the_conversation(liar: Liar, lie: str) -> None:
    with pytest.raises(liar.error("CodeGone"), match="does not keep to the protocol"):
        liar.give(**LIES[lie])
    with pytest.raises(liar.error("CodeGone"), match="does not keep to the protocol"):
        liar.link.ask("get", "code", "value")
    assert len(liar.heard) == 1


GARBAGE = {
    "no JSON": b"\0\0\0\x04nope",
    "no message": b"\0\0\0\x02[]",
    "no text": b"\0\0\0\x02\xff\xff",
    "more than any message": b"\xff\xff\xff\xff",
    "a deep nest": (100_000).to_bytes(4) + b"[" * 100_000,
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage(liar: Liar, name: str) -> None:
    liar.say(GARBAGE[name])
    with pytest.raises(liar.error("CodeGone"), match="does not keep to the protocol"):
        liar.link.ask("get", "code", "value")


def test_an_end(liar: Liar) -> None:
    liar.say(b"")
    with pytest.raises(liar.error("CodeGone"), match="has ended"):
        liar.link.ask("get", "code", "value")


def test_no_test_expects_what_ends_a_conversation(liar: Liar) -> None:
    for name in ("CodeGone", "ArgumentNotPlain", "ResultNotPlain"):
        assert not issubclass(liar.error(name), Exception)


def test_an_argument_becomes_nothing_of_another_kind(liar: Liar) -> None:
    xs = [1]
    liar.say({"changed": [[0, ["list", 2, 3]]]}, {"changed": [[0, ["dict", 1, 2]]]})
    liar.link.ask("call", xs)
    assert xs == [2, 3]
    with pytest.raises(liar.error("CodeGone")):
        liar.link.ask("call", xs)
    assert xs == [2, 3]


def test_what_was_not_given_is_not_changed(liar: Liar) -> None:
    liar.say({"changed": [[1, ["list", 2]]]})
    with pytest.raises(liar.error("CodeGone")):
        liar.link.ask("call", [1])


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


def test_the_code_does_not_hear_what_an_assertion_expects(liar: Liar) -> None:
    def check(x: int) -> None:
        assert x == 4711

    liar.say(question(["call", ["yours", 0], ["tuple", 5], ["tuple"]]), {"answer": 1, "parts": ["fine"]})
    with pytest.raises(liar.error("ResultNotPlain"), match="swallows what a function of the tests found"):
        liar.link.ask("call", check)
    liar.say(question(["call", ["yours", 0], ["tuple", 5], ["tuple"]]))
    liar.say({"answer": 2, "raised": True, "parts": [["yours", 1]]})
    with pytest.raises(liar.error("ResultNotPlain")):  # An older one is not the one that was found now.
        liar.link.ask("call", check)
    assert liar.heard[1]["raised"] is True
    assert "4711" not in str(liar.heard)


def test_a_found_error_that_comes_back_is_the_tests_own(liar: Liar) -> None:
    def check(x: int) -> None:
        assert x == 4711

    liar.say(question(["call", ["yours", 0], ["tuple", 5], ["tuple"]]))
    liar.say({"answer": 1, "raised": True, "parts": [["yours", 1]]})
    with pytest.raises(AssertionError, match="4711"):
        liar.link.ask("call", check)


def test_what_the_tests_raise_on_purpose_may_be_swallowed(liar: Liar) -> None:
    def fail() -> None:
        raise ValueError("for the code")

    for call in (fail, lambda: 1 / 0, {}.popitem):
        liar.say(question(["call", ["yours", len(liar.link.lent)], ["tuple"], ["tuple"]]))
        liar.say({"answer": liar.link.asked + 1, "parts": ["fine"]})
        assert liar.link.ask("call", call) == "fine"
    liar.say(question(["call", ["yours", len(liar.link.lent)], ["tuple", None], ["tuple"]]))
    liar.say({"answer": liar.link.asked + 1, "parts": ["fine"]})
    with pytest.raises(liar.error("ResultNotPlain")):
        liar.link.ask("call", lambda x: x + 1)


def test_what_the_code_raises_inside_a_function_of_the_tests_is_not_on_purpose(liar: Liar) -> None:
    error = {"raised": True, "parts": [["error", builtin("ValueError"), [], "", {}, None]]}
    liar.say(question(["call", ["yours", 0], ["tuple"], ["tuple"]]), error, {"answer": 1, "parts": ["fine"]})
    with pytest.raises(liar.error("ResultNotPlain"), match="swallows what a function of the tests found: ValueError"):
        liar.link.ask("call", lambda: liar.link.ask("get", "code", "value"))


def test_a_block_swallows_nothing_that_a_test_found(liar: Liar) -> None:
    forms = [[0, {**OBJECT, "specials": ["__enter__", "__exit__"]}]]
    block = liar.give(parts=[["mine", 0, "object", [0]]], forms=forms)
    liar.say({}, {"parts": [True]})
    with pytest.raises(liar.error("ResultNotPlain"), match="swallows"), block as value:
        assert value == 4711
    assert "4711" not in str(liar.heard)
    liar.say({}, {"parts": [False]})
    with pytest.raises(AssertionError, match="4711"), block as value:
        assert value == 4711
    liar.say({}, {"raised": True, "parts": [["error", builtin("KeyError"), [], "", {}, None]]})
    with pytest.raises(liar.error("ResultNotPlain"), match="swallows"), block as value:
        assert value == 4711
    liar.say({}, {"parts": [True]})
    with block:
        raise ValueError("on purpose")


def test_too_much_of_what_the_code_gave_is_the_codes_doing(liar: Liar) -> None:
    liar.say(question(["call", ["yours", 0], ["tuple", "x" * 2**24], ["tuple"]]))
    with pytest.raises(liar.error("ResultNotPlain"), match="more than 32 MiB"):
        liar.link.ask("call", lambda text: text * 3)


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


def raised(*bases: object, name: str = "Oops") -> dict[str, Any]:
    forms = [[0, {**ERROR, "name": name, "bases": list(bases)}]]
    return {"raised": True, "forms": forms, "parts": [["error", ["class", 0], ["empty"], "empty", {}, None]]}


def test_an_error_is_of_few_kinds(liar: Liar) -> None:
    with pytest.raises(ValueError, match="empty"):
        liar.give(**raised(builtin("ValueError")))
    many = [builtin(name) for name in ("ValueError", "TypeError", "KeyError")]
    with pytest.raises(Exception, match="empty") as info:
        liar.give(
            **{
                **raised(*many),
                "forms": [[1, {**ERROR, "bases": many}]],
                "parts": [["error", ["class", 1], [], "empty", {}, None]],
            }
        )
    assert not isinstance(info.value, ValueError | TypeError | KeyError)


def test_an_error_of_an_unknown_library_is_of_few_kinds(liar: Liar) -> None:
    many = [builtin(name) for name in ("ValueError", "TypeError", "KeyError")]
    with pytest.raises(Exception, match="empty") as info:
        liar.give(raised=True, parts=[["error", ["library", "nowhere", "Oops", many], ["empty"], "empty", {}, None]])
    assert type(info.value).__bases__ == (Exception,)


def test_an_error_has_no_name_that_means_something_here(liar: Liar) -> None:
    with pytest.raises(ValueError, match="empty") as info:
        liar.give(**raised(builtin("ValueError"), name="ArgumentNotPlain"))
    assert type(info.value).__name__ == "code_ArgumentNotPlain"


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("_pytest.outcomes", "Skipped"),
        ("unittest.case", "SkipTest"),
        ("hypothesis.errors", "UnsatisfiedAssumption"),
        ("numpy.testing", "SkipTest"),
        ("asyncio", "CancelledError"),
    ],
)
def test_no_test_is_ended_by_what_the_code_raises(liar: Liar, module: str, name: str) -> None:
    ended = getattr(importlib.import_module(module), name)
    error = ["error", ["library", module, name, [builtin("Exception")]], ["why"], "why", {}, None]
    with pytest.raises(Exception, match="why") as info:
        liar.give(raised=True, parts=[error])
    assert type(info.value).__bases__ == (Exception,)
    assert type(info.value) is not ended


ASKED = {
    "a builtin function": ["call", ["library", "builtins", "exec", []], ["tuple", "1"], ["tuple"]],
    "a class": ["call", builtin("int"), ["tuple", "1"], ["tuple"]],
    "advancing what was not lent": ["next", builtin("int")],
    "something else than a call": ["get", ["yours", 0], "__globals__"],
    "a function that was not lent": ["call", ["yours", 1], ["tuple"], ["tuple"]],
    "nothing": [],
}


@pytest.mark.parametrize("name", ASKED)
def test_the_tests_answer_no_question_but_about_what_they_lent(liar: Liar, name: str) -> None:
    calls: list[object] = []
    liar.say(question(ASKED[name]))
    with pytest.raises(liar.error("CodeGone"), match="does not keep to the protocol"):
        liar.link.ask("call", calls.append)
    assert calls == []


def question(parts: list[Any]) -> dict[str, Any]:
    return {"ask": 1, "answer": None, "parts": parts}


def test_the_tests_call_what_they_lent(liar: Liar) -> None:
    calls: list[object] = []
    liar.say(question(["call", ["yours", 0], ["tuple", 5], ["tuple"]]), {"answer": 1, "parts": ["done"]})
    assert liar.link.ask("call", calls.append) == "done"
    assert calls == [5]
    assert liar.heard[-1]["parts"] == [None]


def test_what_the_tests_function_gives_has_to_be_plain_too(liar: Liar) -> None:
    liar.say(question(["call", ["yours", 0], ["tuple"], ["tuple"]]))
    with pytest.raises(
        liar.error("ArgumentNotPlain"), match="a function of the tests gives the code an object of type Liar"
    ):
        liar.link.ask("call", lambda: liar)


def test_a_broken_off_question_has_no_answer_any_more(liar: Liar) -> None:
    def break_off() -> None:
        raise KeyboardInterrupt

    liar.say(question(["call", ["yours", 0], ["tuple"], ["tuple"]]))
    with pytest.raises(KeyboardInterrupt):
        liar.link.ask("call", break_off)
    with pytest.raises(liar.error("CodeGone"), match="broken off"):
        liar.link.ask("get", "code", "value")


def test_names_and_words_of_the_code_are_not_asked_for_by_chance(liar: Liar) -> None:
    one = made(liar, 0)
    heard = len(liar.heard)
    for name in ("pytestmark", "_pytestfixturefunction", "__wrapped__", "__len__", "__test__"):
        assert not hasattr(one, name)
        assert not hasattr(type(one), name)
    with pytest.raises(liar.error("ArgumentNotPlain")):
        one.__dict__  # noqa: B018  # Looking is what is tried.
    assert len(liar.heard) == heard

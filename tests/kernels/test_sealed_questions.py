"""The code may call what the tests lent it, and neither hears nor swallows what they find."""

from typing import Any

import pytest
from sealed_liar import OBJECT, Liar, builtin


def question(parts: list[Any]) -> dict[str, Any]:
    return {"ask": 1, "answer": None, "parts": parts}


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

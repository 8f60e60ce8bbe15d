"""What the code's process says is not believed to be anything but plain data."""

from typing import Any

import pytest
from sealed_liar import OBJECT, RECORD, Liar, X, builtin

ENUM = {"name": "Hue", "module": "code", "kind": "enum", "base": "Enum", "methods": [], "specials": []}


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

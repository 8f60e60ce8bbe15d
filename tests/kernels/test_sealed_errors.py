"""An error of the code's process is no more than an error."""

import importlib
from typing import Any

import pytest
from sealed_liar import Liar, builtin

ERROR = {"name": "Oops", "module": "code", "kind": "error", "specials": []}


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

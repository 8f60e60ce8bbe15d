"""What a plan wants to be tested of several modules together: a model writes it, and it is proved like any test."""

from pathlib import Path
from typing import Any

from prepared import developed, module

from devloop_nb.frontends.report.report import Report

SPEC = """
    Counts of the words of a text.

    ## Tests
    ```python
    from words import words
    def test_words(): assert words("a b") == ["a", "b"]
    ```
    ```python
    from counts import counts
    def test_counts(): assert counts(["a", "b", "a"]) == {"a": 2, "b": 1}
    ```
"""
CHECK = {"kind": "integration", "says": "a text becomes counts, whatever its case"}
PLAN = [module("words"), {**module("counts"), "checks": [CHECK]}]
CASED = "def words(text):\n    return text.split()\n"
WORDS = "def words(text):\n    return text.lower().split()\n"
COUNTS = "from collections import Counter\n\ndef counts(words):\n    return dict(Counter(words))\n"
TOGETHER = """
from counts import counts
from words import words

def test_together():
    assert counts(words("a B b")) == {"a": 1, "b": 2}

def test_nothing():
    assert True
"""


def script(**tests: str) -> dict[str, Any]:
    return {"plan": PLAN, "tests": tests, "code": {"words": [CASED, WORDS], "counts": [COUNTS] * 2}}


def test_a_model_writes_what_the_plan_wants_of_all_modules_together(tmp_path: Path) -> None:
    state, _ = developed(tmp_path, SPEC, script(integration=TOGETHER))
    assert state.integration
    assert state.integration.expected == ("test_integration_model.py::test_together",)
    assert "passes on an empty stub" in state.integration.rejected["test_integration_model.py::test_nothing"]
    assert [file.provenance for file in state.integration.files] == ["model"]
    assert state.calls["tests/integration"].role == "tests"
    assert (state.status, state.modules["words"].accepted, state.sent_back) == ("success", 2, 2)


def test_where_it_writes_none_that_can_be_used_the_run_goes_on_and_says_so(tmp_path: Path) -> None:
    state, heard = developed(tmp_path, SPEC, script(integration="def test_nothing():\n    assert True\n"))
    assert state.status == "success"
    assert state.integration is None
    said = [each.event.says for each in heard if each.event.kind == "noted"]
    assert any("the model's integration tests prove nothing" in says for says in said)


def test_the_users_own_are_enough(tmp_path: Path) -> None:
    own = SPEC + "    ## Integration tests\n    ```python\n    from words import words\n"
    own += '    def test_own(): assert words("A") == ["A"]\n    ```\n'
    state, _ = developed(tmp_path, own, script(integration=TOGETHER))
    assert state.integration
    assert [file.provenance for file in state.integration.files] == ["user"]
    assert "tests/integration" not in state.calls
    assert "- what was run: the tests that are not marked slow" in Report(state).markdown()

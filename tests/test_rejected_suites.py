"""A model's suite that proves nothing is rejected, and the model is asked for another."""

from pathlib import Path

import pytest
from prepared import developed

from devloop_nb.values import events as ev
from devloop_nb.values.errors import SuiteNotRed

SPEC = "Halve a number.\n\n## Signature\nhalf(x)\n"
RIGHT = 'def half(x):\n    """Half of it."""\n    return x / 2\n'
IDLE = """import half


def test_it_is_there():
    assert half


def test_it_has_a_name():
    assert half.__name__ == "half"
"""
BROKEN = "from half import half\n\nX = half(2)\n\n\ndef test_it():\n    assert X == 1\n"
GOOD = "from half import half\n\n\ndef test_even():\n    assert half(4) == 2\n"
PLAN = [{"name": "half", "purpose": "halves", "entry": "half(x)"}]


def test_it_is_asked_until_a_suite_is_red(tmp_path: Path) -> None:
    script = {"plan": PLAN, "tests": {"half": [IDLE, BROKEN, GOOD]}, "code": {"half": [RIGHT]}}
    state, heard = developed(tmp_path, SPEC, script)
    rejected = [each.event for each in heard if isinstance(each.event, ev.SuiteRejected)]
    assert state.status == "success"
    assert ["passes on an empty stub" in each.reason for each in rejected] == [True, False]
    assert "not written yet" in rejected[1].reason
    assert state.modules["half"].rejected == tuple(each.reason for each in rejected)
    assert state.modules["half"].suite
    assert state.modules["half"].suite.expected == ("test_half_model.py::test_even",)
    assert [key for key in state.calls if key.startswith("tests/")] == ["tests/half", "tests/half/2", "tests/half/3"]


@pytest.mark.parametrize("suites", [[IDLE], [IDLE, BROKEN, IDLE, GOOD]])
def test_it_is_not_asked_for_ever(tmp_path: Path, suites: list[str]) -> None:
    script = {"plan": PLAN, "tests": {"half": suites}, "code": {"half": [RIGHT]}}
    with pytest.raises(SuiteNotRed, match="passes on an empty stub"):
        developed(tmp_path, SPEC, script)


def test_the_users_tests_are_not_rewritten(tmp_path: Path) -> None:
    script = {"tests": {"half": [GOOD]}, "code": {"half": [RIGHT]}}
    asked = f"{SPEC}\n## Tests\n```python\n{IDLE}```\n"
    with pytest.raises(SuiteNotRed, match="passes on an empty stub"):
        developed(tmp_path, asked, script)

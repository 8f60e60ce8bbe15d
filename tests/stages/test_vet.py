"""What is said about requirements before any work starts."""

import pytest

from devloop_nb.stages.vet.vetting import vet
from devloop_nb.values.requirements import Performance, Requirements

GOOD = Requirements(
    name="scale",
    goal="Scale numbers linearly to the range 0..1",
    tests=("from scale import scale\n\ndef test_ends():\n    assert scale([0, 2]) == [0.0, 1.0]\n",),
)


def test_good_requirements_have_no_findings() -> None:
    assert vet(GOOD) == ()


@pytest.mark.parametrize(
    ("change", "about", "severity", "word"),
    [
        ({"name": "class"}, "name", "error", "Python's own"),
        ({"name": "json"}, "name", "error", "standard library"),
        ({"goal": "  "}, "goal", "error", "no goal"),
        ({"goal": "scale"}, "goal", "warning", "too short"),
        ({"technologies": ("pyhton",)}, "technologies", "warning", "pyhton"),
        ({"technologies": ("Python 3.11", "scikit learn")}, "", "", ""),
        ({"performance": Performance(time="O(fast)")}, "performance.time", "error", "O(fast)"),
        ({"performance": Performance(time="O(nlogn)")}, "", "", ""),
        ({"libraries": {"numpy": ()}, "constraints": ("without numpy",)}, "libraries", "error", "numpy"),
        (
            {"performance": Performance(time="O(n)"), "criteria": ("MUST work, in O(n**2) at most",)},
            "performance.time",
            "warning",
            "O(n^2)",
        ),
        ({"performance": Performance(time="O(n)"), "constraints": ("it is O( n )", "O(fog)")}, "", "", ""),
        ({"criteria": ("MUST work, in O(n^2) at most",)}, "", "", ""),
        ({"entry": "scale xs"}, "entry", "error", "scale xs"),
        ({"entry": "def scale(xs: list[float]) -> list[float]:"}, "", "", ""),
        ({"tests": ("def test_a(:\n    pass\n",)}, "tests", "error", "line 1"),
        ({"tests": ("x = 1\n", "def f(:\n")}, "tests, block 2", "error", "line 1"),
        ({"hidden_tests": ("assert (",)}, "hidden tests", "error", "line 1"),
        ({"tests": ("def test_a(): assert 0\ndef test_a(): assert 1\n",)}, "tests", "warning", "twice"),
        ({"tests": ()}, "tests", "warning", "right"),
        ({"tests": (), "notes": ">>> scale([0, 2])\n[0.0, 1.0]"}, "", "", ""),
        ({"tests": (), "criteria": ("the largest becomes 1",)}, "", "", ""),
        ({"notes": "## Acceptance critera\n- x\n"}, "notes", "warning", "Acceptance critera"),
        ({"notes": "# Background\nIt is old.\n\n## See also\nNothing.\n"}, "", "", ""),
    ],
)
def test_each_fault_is_found_with_a_question(change: dict, about: str, severity: str, word: str) -> None:
    findings = vet(GOOD.model_copy(update=change))
    if not about:
        assert findings == ()
        return
    assert [(finding.about, finding.severity) for finding in findings] == [(about, severity)]
    assert word in findings[0].says
    assert findings[0].asks


def test_errors_come_first() -> None:
    findings = vet(Requirements(name="x", goal="short", performance=Performance(time="fast")))
    assert [finding.severity for finding in findings] == ["error", "warning", "warning"]

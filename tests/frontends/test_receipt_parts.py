"""What the panels of a view say stands in its receipt too: of a real run, and of one with nasty words."""

from pathlib import Path

from prepared import developed
from report_states import solved

from devloop_nb.frontends.widgets.receipt import receipt

SPEC = """---
name: half
entry: half(x)
criteria: [MUST halve odd numbers exactly, MUST refuse text]
---
Halve a number.

## Tests
```python
from half import half
def test_even(): assert half(4) == 2
def test_odd(): assert half(3) == 1.5  # M1
```
"""
ROUNDED, RIGHT = "def half(x):\n    return x // 2\n", "def half(x):\n    return x / 2\n"


def test_heat_map_gates_review_and_proofs_of_a_run(tmp_path: Path) -> None:
    state, _ = developed(tmp_path, SPEC, {"code": {"half": [ROUNDED, RIGHT]}})
    for form in receipt(state, "abc").values():
        assert "Tests by attempt" in form
        assert "✓✓ test_half.py::test_even" in form and "✕✓ test_half.py::test_odd" in form
        assert "Quality of attempt 2" in form and "gates pass" in form and "types" in form
        assert "not taken: half.py:1" in form
        assert "✓ M1 proved: MUST halve odd numbers exactly; half.py:" in form
        assert "✕ M2 unsatisfied: MUST refuse text" in form


def test_it_stays_small_and_harmless() -> None:
    nasty = "<img src=x onerror=alert(1)>" * 10_000
    bundle = receipt(solved(message=nasty), "abc")
    assert "––✓ test_scale.py::test_equal" in bundle["text/plain"]
    assert "<img" not in bundle["text/html"]
    assert len(bundle["text/html"]) < 60_000

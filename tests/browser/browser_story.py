"""The story that the browser tests tell: a function that is right at the third attempt."""

from pathlib import Path

import yaml

TESTS = """%%devloop_test scale
import pytest
from scale import scale

def test_ends():
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]

def test_negative():
    assert scale([-1, 0, 1]) == [0.0, 0.5, 1.0]

def test_equal_values():
    assert scale([3, 3]) == [0.0, 0.0]

def test_empty():
    assert scale([]) == []

def test_text_is_refused():
    with pytest.raises(TypeError):
        scale("abc")
"""
GOAL = """Scale numbers linearly to the range 0..1.

- If all values are equal, return zeros.
- An empty list stays empty.
- Anything but numbers is a TypeError.
"""
DRAFT = '''def scale(xs):
    """Scale numbers to 0..1."""
    top = max(xs)
    return [x / top for x in xs]
'''
BETTER = '''def scale(xs):
    """Scale numbers to 0..1."""
    if not xs:
        return []
    low, high = min(xs), max(xs)
    return [(x - low) / (high - low) for x in xs]
'''
RIGHT = '''def scale(xs):
    """Scale numbers to 0..1; equal values become zeros."""
    if not xs:
        return []
    low, high = min(xs), max(xs)
    if low == high:
        return [0.0] * len(xs)
    return [(x - low) / (high - low) for x in xs]
'''
SLOW = "import time\ntime.sleep({seconds})\n\n"


def answers(folder: Path, name: str, *codes: str, slow: float = 0) -> str:
    """A file of prepared answers beside the notebooks; ``slow`` seconds pass when any of them is imported."""
    sleep = SLOW.format(seconds=slow) if slow else ""
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump({"code": {"scale": [sleep + code for code in codes]}}))
    return f"scripted:{path.name}"


def cell(lm: str, *options: str, goal: str = GOAL) -> str:
    """A ``%%devloop`` cell."""
    return f"%%devloop scale {' '.join([f'--lm {lm}', *options])}\n{goal}"

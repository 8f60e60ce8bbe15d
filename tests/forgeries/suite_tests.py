"""The tests that every forgery tries to pass; a run knows them as ``test_scale.py``."""

import pytest
from scale import scale


def test_ends():
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]


def test_negative():
    assert scale([-2, 0, 2]) == [0.0, 0.5, 1.0]


def test_equal():
    assert scale([3, 3]) == [0.0, 0.0]


@pytest.mark.parametrize(("xs", "want"), [([1, 2], [0.0, 1.0]), ([4, 2, 3], [1.0, 0.0, 0.5])])
def test_pairs(xs, want):
    assert scale(xs) == want


def test_not_numbers():
    with pytest.raises(TypeError):
        scale("abc")


def test_empty():
    with pytest.raises(ValueError, match="empty"):
        scale([])


def test_leaves_its_input():
    xs = [0, 10]
    scale(xs)
    assert xs == [0, 10]

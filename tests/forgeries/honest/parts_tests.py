import pytest
import units
from parts import sum_metres


def test_sum():
    assert sum_metres(["1 m", "50 cm"]) == pytest.approx(1.5)


def test_units():
    assert units.FACTORS["cm"] == 0.01
    assert units.metres("2 m") == 2
    with pytest.raises(KeyError):
        units.metres("2 mile")

"""How a growth reads, and what it says about a target."""

import pytest

from devloop_nb.values.growth import Growth, Sample

SAMPLES = (Sample(n=7, seconds=1e-6), Sample(n=25717, seconds=1e-3))


def growth(grows: str, low: str, high: str, samples: tuple[Sample, ...] = SAMPLES) -> Growth:
    return Growth(of="time", grows=grows, low=low, high=high, confidence=0.93, samples=samples)


def test_it_reads_in_one_line() -> None:
    assert growth("O(n)", "O(n)", "O(n)").says == "O(n), 0.93 sure, n = 7..25717"
    assert growth("unclear", "O(n)", "O(n^2)").says == "unclear, O(n) to O(n^2), 0.93 sure, n = 7..25717"
    assert growth("unclear", "O(2^n)", "O(2^n)").says == "unclear, near O(2^n), 0.93 sure, n = 7..25717"
    assert growth("unclear", "O(1)", "O(2^n)", ()).says == "not measured"


@pytest.mark.parametrize(
    ("low", "high", "within"),
    [
        ("O(1)", "O(1)", True),
        ("O(n)", "O(n)", True),
        ("O(log n)", "O(n)", True),
        ("O(n)", "O(n log n)", None),
        ("O(1)", "O(2^n)", None),
        ("O(n log n)", "O(n log n)", False),
        ("O(n^2)", "O(n^3)", False),
    ],
)
def test_a_target_is_met_missed_or_open(low: str, high: str, within: bool | None) -> None:
    assert growth("unclear", low, high).within("O(n)") is within
    assert growth("unclear", low, high, ()).within("O(n)") is None

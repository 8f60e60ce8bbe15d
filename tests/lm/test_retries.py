"""How long one waits for a provider."""

import pytest
from dspy import LMRateLimitError, LMServerError

from devloop_nb.lm.retries import LONGEST_PAUSE, pause_before


@pytest.mark.parametrize(("number", "most"), [(1, 1.0), (2, 2.0), (3, 4.0), (20, LONGEST_PAUSE)])
def test_twice_as_long_each_time(number: int, most: float) -> None:
    pauses = {pause_before(number, LMServerError("oh dear")) for _ in range(50)}
    assert most / 2 <= min(pauses) < max(pauses) <= most


def test_not_before_the_provider_says() -> None:
    assert pause_before(1, LMRateLimitError("slow down", retry_after=7.0)) >= 7.0

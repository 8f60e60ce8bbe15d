"""Figures as people read them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from devloop_nb.values.call import Call
from devloop_nb.values.rest import Rest

BARS = "▁▂▃▄▅▆▇█"
LONGEST = 60


def score(value: float | None) -> str:
    """A score with two digits; one that is not quite 1 does not look like 1."""
    if value is None:
        return "–"
    return f"{value if value >= 1 else min(value, 0.99):.2f}"


def seconds(value: float | None) -> str:
    """A duration in the unit that fits."""
    if value is None:
        return "–"
    if value == 0:
        return "0 s"
    if value < 1:
        return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 60 else f"{int(value // 60)} min {int(value % 60)} s"


def usd(value: float | None) -> str:
    """Money; small amounts with the digits that tell them apart."""
    if value is None:
        return "unknown"
    return f"{value:,.2f} USD" if value >= 1 or value == 0 else f"{value:.5f} USD"


def rest(left: Rest) -> str:
    """What a run may still take."""
    parts = [count(left.calls, "call"), count(left.tokens, "token"), *([] if left.usd is None else [usd(left.usd)])]
    return f"{', '.join(parts)} if all {left.attempts} attempts are needed"


def told(call: Call) -> str:
    """The parts of a prompt with their tokens, and those that were cut or dropped."""
    fates = {"sent": "", "cut": ", cut", "dropped": ", dropped"}
    return "; ".join(f"{part.title} {part.tokens}{fates[part.fate]}" for part in call.told)


def mib(value: float | None) -> str:
    """Memory in MiB."""
    if value is None:
        return "–"
    return f"{value:.1f} MiB" if value >= 0.1 else "<0.1 MiB"


def when(epoch: float) -> str:
    """A moment in UTC; ``epoch`` in seconds."""
    return f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d %H:%M:%S} UTC" if epoch else "–"


def count(number: int, noun: str) -> str:
    """``1 test``, ``2 tests``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sparkline(totals: Sequence[float]) -> str:
    """One bar for each score from 0 to 1, the last ``LONGEST`` of them."""
    return "".join(BARS[round(max(0.0, min(1.0, total)) * (len(BARS) - 1))] for total in totals[-LONGEST:])

"""What a comparison says in words, on the command line and in the receipt."""

from devloop_nb.frontends.report import figures
from devloop_nb.values.comparison import Comparison, Interval
from devloop_nb.values.side import Side

MARKS = {"broken": "✕ broken", "mended": "✓ mended", "other": "~ fails otherwise", "only one": "· on one side"}


def gain_says(found: Comparison) -> str:
    """What flipped, and how sure it is that B passes more."""
    kinds = [flip.kind for flip in found.flips]
    flipped = f"{kinds.count('broken')} broken and {kinds.count('mended')} mended"
    if not found.gain:
        return "They have no test in common."
    gain = found.gain
    bounds = f"{gain.mean:+.2f} of the tests (95 %: {gain.low:+.2f} to {gain.high:+.2f})"
    return f"From A to B {flipped} of {figures.count(found.shared, 'shared test')}: {bounds}."


def figure_rows(found: Comparison) -> list[tuple[str, str, str]]:
    """Name and both values."""
    sides = (found.a, found.b)
    rows: list[tuple[str, list[str]]] = [
        ("status", [side.status for side in sides]),
        ("score", [figures.score(side.score) for side in sides]),
        ("tests that pass", [_tests(side) for side in sides]),
        ("share of tests, 95 %", [_interval(each) for each in found.passing]),
        ("mean score of its attempts, 95 %", [_interval(each) for each in found.scores]),
        ("model", [side.lm for side in sides]),
        ("calls", [str(side.calls) for side in sides]),
        ("tokens", [f"{side.tokens:,}" for side in sides]),
        ("cost", [figures.usd(side.usd) for side in sides]),
        ("time", [figures.seconds(side.seconds) for side in sides]),
    ]
    return [(name, a, b) for name, (a, b) in rows]


def _tests(side: Side) -> str:
    return f"{side.passed} of {len(side.tests)}"


def _interval(found: Interval | None) -> str:
    if found is None:
        return "–"
    if found.n == 1:
        return f"{found.mean:.2f} (one alone)"
    return f"{found.mean:.2f} ({found.low:.2f} to {found.high:.2f}, n = {found.n})"

"""What is known of an attempt beside its tests: how far it can be believed, how it grows, what stood around it."""

from collections.abc import Iterator

from devloop_nb.values.outcome import Outcome


def readings(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Names, and what is said of each."""
    if outcome.verdict_says:
        yield "verdict", outcome.verdict_says
    if scaling := outcome.scaling:
        problem = f"; {scaling.problem}" if scaling.problem else ""
        yield "growth of time", f"{scaling.time.says}, by the {_CLOCKS[scaling.clock]} clock{problem}"
        yield "growth of memory", scaling.memory.says
    if outcome.fence:
        yield "fence", outcome.fence


_CLOCKS = {"cpu": "processor's", "wall": "wall"}

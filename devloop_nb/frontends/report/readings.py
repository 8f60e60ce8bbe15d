"""What is known of an attempt beside its tests: how far it can be believed, how it grows, what stood around it."""

from collections.abc import Iterator

from devloop_nb.values.outcome import Outcome


def readings(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Names, and what is said of each."""
    if outcome.verdict_says:
        yield "verdict", outcome.verdict_says
    if outcome.tier:
        yield "came to", _TIERS[outcome.tier]
    if scaling := outcome.scaling:
        problem = f"; {scaling.problem}" if scaling.problem else ""
        yield "growth of time", f"{scaling.time.says}, by the {_CLOCKS[scaling.clock]} clock{problem}"
        yield "growth of memory", scaling.memory.says
    if outcome.fence:
        yield "fence", outcome.fence


# The first that was not good enough is the last that was run.
_TIERS = {
    "syntax": "syntax: it was not run",
    "tests": "tests: those that are quick",
    "validation": "validation: the slow tests too",
    "performance": "performance: how it grows was measured",
}
_CLOCKS = {"cpu": "processor's", "wall": "wall"}

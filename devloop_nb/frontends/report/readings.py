"""What is known of an attempt beside its tests: how far it can be believed, how it grows, what stood around it."""

from collections.abc import Iterator

from devloop_nb.values.outcome import Outcome


def readings(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Names, and what is said of each."""
    if outcome.verdict_says:
        yield "verdict", outcome.verdict_says
    if outcome.tier:
        yield "what was run", _TIERS[outcome.tier]
    if scaling := outcome.scaling:
        problem = f"; {scaling.problem}" if scaling.problem else ""
        yield "growth of time", f"{scaling.time.says}, by the {_CLOCKS[scaling.clock]} clock{problem}"
        yield "growth of memory", scaling.memory.says
    if outcome.fence:
        yield "shut off from", shut_off(outcome.fence)


def shut_off(fence: str) -> str:
    """What generated code could not reach, for a line of an outcome's ``fence``."""
    tier, _, how = fence.partition(": ")
    return f"{_SHUT_OFF[tier]} ({tier}{how.removeprefix(_NAMESPACES)})" if tier in _SHUT_OFF else f"nothing ({fence})"


_SHUT_OFF = {"tier 2": "the network, your home folder and other programs"}
_NAMESPACES = "namespaces, with no network, no home, no other processes and a bounded disk"
# The first that was not good enough is the last that was run.
_TIERS = {
    "syntax": "nothing, the code cannot be run",
    "tests": "the tests that are not marked slow",
    "validation": "all tests, those marked slow too",
    "performance": "all tests, and how time and memory grow with the input",
}
_CLOCKS = {"cpu": "processor's", "wall": "wall"}

"""What came of solving specs in several ways: shares with their intervals, for each seed and over all."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from devloop_nb.frontends.cli.output import say, say_table
from devloop_nb.values.interval import SURE, mean_interval


@dataclass(frozen=True)
class Trial:
    """One spec with one seed; ``solved_at`` counts the calls, ``hidden`` whether held-back tests pass."""

    spec: str
    seed: int
    search: str
    solved_at: int | None
    hidden: bool | None
    calls: int
    tokens: int

    @property
    def says(self) -> str:
        return f"solved at call {self.solved_at}" if self.solved_at else "not solved"


@dataclass(frozen=True)
class Way:
    """A way to solve specs: which trials are its own, and which of them count as solved."""

    name: str
    search: str
    within: int


def ways(calls: int) -> tuple[Way, ...]:
    """The loop, the same number of independent samples, and a single call: the first of the loop's."""
    return Way("loop", "loop", calls), Way(f"best of {calls}", "samples", calls), Way("single call", "loop", 1)


def say_trials(trials: Sequence[Trial], calls: int) -> None:
    """For people."""
    seeds, specs = sorted({trial.seed for trial in trials}), {trial.spec for trial in trials}
    for title, counts in (("visible tests", _visible), ("held-back tests too", _held_back)):
        say(f"{len(specs)} specs, {calls} calls each, solved on {title}\n")
        rows = [_row(trials, way, seeds, counts) for way in ways(calls)]
        say_table(("way", *(f"seed {seed}" for seed in seeds), "mean", f"{SURE:.0%} interval"), rows)
        gains = [each * len(specs) for each in _differences(trials, calls, counts)]
        low, high = mean_interval(gains)
        says = f"loop - best of {calls}: {statistics.fmean(gains):+.2f} specs"
        say(f"{says}, {SURE:.0%} interval {low:+.1f} to {high:+.1f}\n")
    for search in ("loop", "samples"):
        own = [trial for trial in trials if trial.search == search]
        say(f"{search}: {sum(each.calls for each in own)} calls, {sum(each.tokens for each in own):,} tokens")


def as_json(trials: Sequence[Trial], calls: int) -> dict[str, Any]:
    """For programs."""
    shares = {
        way.name: {
            "solved": {str(seed): _solved(trials, way, seed, _visible) for seed in _seeds(trials)},
            "held_back": {str(seed): _solved(trials, way, seed, _held_back) for seed in _seeds(trials)},
            "interval": mean_interval(_by_spec(trials, way, _visible)),
        }
        for way in ways(calls)
    }
    gain = _differences(trials, calls, _visible)
    told = {"mean": statistics.fmean(gain), "interval": mean_interval(gain)}
    return {"ways": shares, "gain": told, "trials": [asdict(trial) for trial in trials]}


Counts = Callable[[Trial], bool]


def _visible(trial: Trial) -> bool:
    return trial.solved_at is not None


def _held_back(trial: Trial) -> bool:
    return trial.solved_at is not None and trial.hidden is not False


def _seeds(trials: Sequence[Trial]) -> list[int]:
    return sorted({trial.seed for trial in trials})


def _solved(trials: Sequence[Trial], way: Way, seed: int, counts: Counts) -> int:
    return sum(_counts(trial, way, counts) for trial in trials if trial.search == way.search and trial.seed == seed)


def _counts(trial: Trial, way: Way, counts: Counts) -> bool:
    return counts(trial) and (trial.solved_at or 0) <= way.within


def _row(trials: Sequence[Trial], way: Way, seeds: Sequence[int], counts: Counts) -> tuple[str, ...]:
    solved = [_solved(trials, way, seed, counts) for seed in seeds]
    shares = _by_spec(trials, way, counts)
    low, high = mean_interval(shares)
    specs = len(shares)
    return (
        way.name,
        *map(str, solved),
        f"{statistics.fmean(solved):.2f}",
        f"{low * specs:.1f} to {high * specs:.1f}",
    )


def _by_spec(trials: Sequence[Trial], way: Way, counts: Counts) -> list[float]:
    """For each spec the share of its seeds that were solved."""
    own = [trial for trial in trials if trial.search == way.search]
    return [
        statistics.fmean(_counts(trial, way, counts) for trial in own if trial.spec == spec)
        for spec in sorted({trial.spec for trial in own})
    ]


def _differences(trials: Sequence[Trial], calls: int, counts: Counts) -> list[float]:
    loop, samples, _ = ways(calls)
    pairs = zip(_by_spec(trials, loop, counts), _by_spec(trials, samples, counts), strict=True)
    return [one - other for one, other in pairs]

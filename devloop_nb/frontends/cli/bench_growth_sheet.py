"""What came of measuring the corpus: a row for each function, and the totals of each half."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from devloop_nb.frontends.cli.growth_corpus.functions import HALVES, Half, KnownFunction, grade
from devloop_nb.frontends.cli.output import say, say_table
from devloop_nb.values.growth import Scaling

SAYS: dict[Half, str] = {
    "tuned": "the fit was tuned on these",
    "held_out": "held out: these played no part in tuning",
}
HEAD = ("function", "grows", "measured time", "is", "big_o", "s", "big_o s", "memory", "measured memory")


@dataclass(frozen=True)
class Trial:
    """One function; ``rival`` is what big_o said, empty where it was not asked."""

    function: KnownFunction
    scaling: Scaling
    seconds: float
    rival: str = ""
    rival_seconds: float = 0.0

    @property
    def graded(self) -> str:
        return grade(self.function.time, self.scaling.time)

    @property
    def memory_graded(self) -> str:
        return grade(self.function.memory, self.scaling.memory)

    @property
    def rival_graded(self) -> str:
        return "right" if self.rival == self.function.time else "wrong"


def say_trials(trials: Sequence[Trial], load: int) -> None:
    """A table for each half, and under it the totals."""
    for half in HALVES:
        of_half = [trial for trial in trials if trial.function.half == half]
        if of_half:
            say(f"{SAYS[half]}\n")
            say_table(HEAD, [_row(trial) for trial in of_half])
            say(f"\n{_line(_totals(of_half), len(of_half))}\n")
    say(f"busy processes meanwhile: {load}")


def as_json(trials: Sequence[Trial], load: int) -> dict[str, Any]:
    """Everything, with each function's samples."""
    halves = {half: [trial for trial in trials if trial.function.half == half] for half in HALVES}
    return {
        "load": load,
        "totals": {half: {"functions": len(each), **_totals(each)} for half, each in halves.items()},
        "functions": [_entry(trial) for trial in trials],
    }


def _totals(trials: Sequence[Trial]) -> dict[str, dict[str, int]]:
    asked = [trial for trial in trials if trial.rival]
    counts = {
        "time": Counter({"right": 0, "unclear": 0, "wrong": 0} | Counter(trial.graded for trial in trials)),
        "memory": Counter({"right": 0, "unclear": 0, "wrong": 0} | Counter(trial.memory_graded for trial in trials)),
        "big_o": Counter(trial.rival_graded for trial in asked),
    }
    return {name: dict(count) for name, count in counts.items() if count}


def _line(totals: dict[str, dict[str, int]], functions: int) -> str:
    told = {name: ", ".join(f"{count} {word}" for word, count in each.items()) for name, each in totals.items()}
    return f"{functions} functions. " + "; ".join(f"{name}: {counts}" for name, counts in told.items())


def _row(trial: Trial) -> tuple[str, ...]:
    function, scaling = trial.function, trial.scaling
    return (
        function.name,
        function.time,
        scaling.time.says,
        trial.graded,
        trial.rival,
        f"{trial.seconds:.1f}",
        f"{trial.rival_seconds:.1f}" if trial.rival else "",
        function.memory,
        scaling.memory.says.partition(", n =")[0],
    )


def _entry(trial: Trial) -> dict[str, Any]:
    function = trial.function
    return {
        "function": function.name,
        "half": function.half,
        "time": {"truth": function.time, "is": trial.graded, **trial.scaling.time.model_dump(mode="json")},
        "memory": {
            "truth": function.memory,
            "is": trial.memory_graded,
            **trial.scaling.memory.model_dump(mode="json"),
        },
        "problem": trial.scaling.problem,
        "seconds": round(trial.seconds, 3),
        "big_o": {"grows": trial.rival, "is": trial.rival_graded, "seconds": round(trial.rival_seconds, 3)}
        if trial.rival
        else None,
    }

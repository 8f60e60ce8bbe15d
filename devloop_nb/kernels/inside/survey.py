"""What is known of a function so far, size by size; every finding is written down at once."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import alarm
    from devloop_nb.kernels.inside.subject import SINGLE_SECONDS, Spent, Subject
    from devloop_nb.kernels.inside.words import TookTooLong, first_line


class Survey:
    """``found`` has what each try took, by size."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order, self.budget = order, order["budget_seconds"]
        self.began = time.perf_counter()
        self.found: dict[int, list[Spent]] = {}
        self.subject: Subject

    @property
    def used(self) -> float:
        """The part of the budget that is spent."""
        return float((time.perf_counter() - self.began) / self.budget)

    def report(self, kind: str, **content: Any) -> None:
        """A line in the journal, which outlives the kernel."""
        with contextlib.suppress(OSError), Path(self.order["journal"]).open("a") as journal:
            journal.write(json.dumps({"kind": kind, "nonce": self.order["nonce"], **content}) + "\n")

    def load(self, n: int) -> None:
        """Imports the function, and calls it for the first time."""
        with self.bounded(0):
            self.subject = Subject(self.order)
        with self.bounded(n):
            self.subject.find_laziness(n)
        self.began = time.perf_counter()  # What it imports is not its own.

    def step(self, n: int, measure: Callable[[], "Spent"]) -> None:
        """One more try at a size."""
        with self.bounded(n):
            self.found.setdefault(n, []).append(measure())
        self.report("timed", n=n, seconds=self.cost(n), waits=self.waits(n))

    @contextlib.contextmanager
    def bounded(self, n: int) -> Iterator[None]:
        """Says where it is, in case it never comes back, and ends what takes too long."""
        self.report("trying", n=n)
        longest = self.order["call_seconds"]
        with alarm(longest, f"took longer than {longest:g} s"):
            yield

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Reports what goes wrong in place of raising it."""
        try:
            yield
        except (Exception, SystemExit, KeyboardInterrupt, TookTooLong) as error:  # noqa: BLE001  # Any code's errors.
            self.report("problem", says=first_line(error, str(Path.cwd())))

    def cost(self, n: int) -> float:
        """Seconds of the best try: the processor's, or the clock's where it waits for something."""
        clock = 1 if self.waits(n) else 0
        return min(spent[clock] for spent in self.found[n])

    def waits(self, n: int) -> bool:
        """Whether each try gave the processor away for a good part of its time."""
        return all(waits and wall > 1.5 * cpu + SINGLE_SECONDS for cpu, wall, waits in self.found[n])

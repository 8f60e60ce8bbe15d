"""A model that mostly fails is left alone for a while: neither time nor money is spent on asking it."""

import time
from collections import deque
from collections.abc import Callable

WINDOW = 10
LEAST = 6
PAUSE_SECONDS = 30.0


class Breaker:
    """Opens when more than half of the recent requests (at least ``LEAST``) failed for reasons that pass.

    While it is open nothing may be sent; after ``PAUSE_SECONDS`` one request is let through, and decides. The
    pattern: M. Nygard, Release It!, 2007, chapter 5.
    """

    def __init__(self, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.label, self._clock = label, clock
        self._recent: deque[bool] = deque(maxlen=WINDOW)
        self._opened: float | None = None
        self._trying = False

    @property
    def closed(self) -> bool:
        """Whether requests are sent as usual."""
        return self._opened is None

    def admits(self) -> bool:
        """Whether a request may be sent now; ``heard`` or ``forget`` must follow one that may."""
        if self._opened is None:
            return True
        if self._trying or self.seconds_left > 0:
            return False
        self._trying = True
        return True

    @property
    def seconds_left(self) -> float:
        """Until the next try."""
        return 0.0 if self._opened is None else max(0.0, self._opened + PAUSE_SECONDS - self._clock())

    @property
    def says(self) -> str:
        """Why nothing is sent."""
        failed = self._recent.count(False)
        return (
            f"{failed} of its last {len(self._recent)} requests failed; it is not asked for {self.seconds_left:.0f} s"
        )

    def heard(self, answered: bool) -> str:
        """What came of a request; a line where that changes something, else empty."""
        self._trying = False
        self._recent.append(answered)
        if self._opened is not None and answered:
            self._opened = None
            self._recent.clear()
            return f"{self.label} answers again"
        if self._opened is not None or 2 * self._recent.count(False) > len(self._recent) >= LEAST:
            self._opened = self._clock()
            return f"{self.label}: {self.says}"
        return ""

    def forget(self) -> None:
        """A request was given up: nothing is known of it."""
        self._trying = False


class Breakers:
    """One for each model, for as long as this process works with it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_label: dict[str, Breaker] = {}

    def of(self, label: str) -> Breaker:
        """The one of that model."""
        return self._by_label.setdefault(label, Breaker(label, self._clock))

"""How long a kernel may still take."""

import time

# One look counts at most so much: the kernel is not to blame while this process, or the machine, was asleep.
LONGEST_LOOK = 1.0


class Watch:
    """Seconds left to the test that is running, and to the whole suite."""

    def __init__(self, test_seconds: float, suite_seconds: float) -> None:
        self._test_seconds = self.test_left = test_seconds
        self.suite_left = suite_seconds
        self._looked = time.monotonic()

    def look(self) -> None:
        """Takes off what has passed since the last look."""
        now = time.monotonic()
        passed = min(now - self._looked, LONGEST_LOOK)
        self._looked = now
        self.test_left -= passed
        self.suite_left -= passed

    def restart_test(self) -> None:
        """The next test has all its time."""
        self.test_left = self._test_seconds

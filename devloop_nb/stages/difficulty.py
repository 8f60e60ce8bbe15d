"""A module of a plan and its suite -> how complex it is, before any code of it is written."""

from typing import NamedTuple

from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.suite import Suite

# What a dependency or a target weighs, in tests.
WEIGHT = 2


class Difficulty(NamedTuple):
    """Counts: tests (one with parameters is one), modules that it may import, and performance targets."""

    tests: int
    dependencies: int
    targets: int

    @property
    def points(self) -> int:
        """What ``hard_from`` is compared with; the weights are a rule of thumb."""
        return self.tests + WEIGHT * (self.dependencies + self.targets)

    @property
    def says(self) -> str:
        """What there is of them, as in ``14 tests, 3 dependencies``."""
        words = zip(self, ("test", "dependency", "target"), ("tests", "dependencies", "targets"), strict=True)
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in words if count)


def difficulty(spec: ModuleSpec, suite: Suite | None) -> Difficulty:
    """Tests that do not count, or no longer, are counted here: what was hard does not become easy on the way."""
    tests = {test.partition("[")[0] for test in (*suite.expected, *suite.rejected)} if suite else ()
    targets = [spec.performance.time, spec.performance.seconds, spec.performance.memory_mib]
    return Difficulty(len(tests), len(spec.depends_on), sum(map(bool, targets)))


def complexity_of(spec: ModuleSpec, suite: Suite | None, hard_from: int) -> str:
    """Why it is complex; empty where it is not, or where ``hard_from`` is 0."""
    found = difficulty(spec, suite)
    return found.says if 0 < hard_from <= found.points else ""

"""Runs the suite and says which lines each test ran; coverage.py is imported before any code can take its name."""

import contextlib
import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coverage
import pytest

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.probe import Hook, Probe
    from devloop_nb.kernels.inside.suite import run


def run_covered(order: dict[str, Any]) -> None:
    """Carries out one order, and writes down what was covered."""
    lines = Lines(order)
    probe = covering_probe(order, lines)
    with lines.measured():
        run(order, probe)
    lines.write_down(order)


def covering_probe(order: dict[str, Any], lines: "Lines") -> "Probe":
    """A probe that tells whose lines those are that are run now."""

    class CoveringProbe(Probe):
        @pytest.hookimpl(wrapper=True, tryfirst=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> "Hook":
            lines.of(item.nodeid)
            try:
                return (yield from super().pytest_runtest_protocol(item))
            finally:
                lines.of("")

    return CoveringProbe(order)


class Lines:
    """Measures the modules of an order, and nothing else."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.files = {str(Path.cwd() / f"{name}.py"): name for name in order["modules"]}
        self.coverage = coverage.Coverage(data_file=None, config_file=False, include=[*self.files], branch=False)
        with contextlib.suppress(coverage.CoverageException):  # Others have no contexts on every Python.
            self.coverage.set_option("run:core", "ctrace")
        self.said: list[str] = []

    @contextlib.contextmanager
    def measured(self) -> Any:
        """What coverage.py warns of on the way is kept."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", coverage.exceptions.CoverageWarning)
            self.coverage.start()
            tracer = sys.gettrace()
            try:
                yield
            finally:
                if sys.gettrace() is not tracer:
                    self.said.append("the code changed the trace function, so that lines were not seen")
                self.coverage.stop()
        self.said += [str(each.message) for each in caught if "no-data-collected" not in str(each.message)]

    def of(self, test: str) -> None:
        """What is run from now on is this test's."""
        self.coverage.switch_context(test)

    def write_down(self, order: dict[str, Any]) -> None:
        """One line for each test, and one for what was run while modules were loaded."""
        found: dict[str, dict[str, list[int]]] = {"": {}}
        data = self.coverage.get_data()
        for file, name in self.files.items():
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    found.setdefault(test, {}).setdefault(name, []).append(line)
        with Path(order["journal"]).open("a") as journal:
            for test, lines in found.items():
                report = {"kind": "lines", "nonce": order["nonce"], "test": test, "lines": lines}
                journal.write(json.dumps(report) + "\n")
            problem = {"kind": "measured", "nonce": order["nonce"], "says": "; ".join(self.said)[:500]}
            journal.write(json.dumps(problem) + "\n")

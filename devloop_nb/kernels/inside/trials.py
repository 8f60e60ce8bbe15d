"""Tries variants of a module, each in a process of its own that is forked before the tests are loaded."""

import contextlib
import json
import os
import select
import signal
import sys
import time
import types
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipytest._impl
import pytest

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.probe import Probe
    from devloop_nb.kernels.inside.program import make_way
    from devloop_nb.kernels.inside.suite import NOT_NEEDED, OPTIONS, run_pytest


def try_variants(order: dict[str, Any]) -> None:
    """Carries out one order: up to the first variant that passes all, or until the time is over."""
    make_way(order, str(Path.cwd()))
    ends = time.monotonic() + order["seconds"]
    for number, source in enumerate(order["variants"]):
        left = ends - time.monotonic()
        if left <= 0:
            return
        passed = try_apart(order, source, min(left, order["variant_seconds"]))
        with contextlib.suppress(OSError), Path(order["journal"]).open("a") as journal:
            journal.write(json.dumps({"nonce": order["nonce"], "number": number, "passed": passed}) + "\n")
        if passed >= order["tests"]:
            return


def try_apart(order: dict[str, Any], source: str, seconds: float) -> int:
    """How many tests the variant passes; none where it takes too long."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):  # Whatever happens here, this process must not go on as the kernel.
            os.setsid()
            be_silent()
            os.write(write, f"{count(order, source)}\n".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as told:
        said = told.read(20) if select.select([told], [], [], seconds)[0] else b""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return int(said) if said.strip().isdigit() else 0


def be_silent() -> None:
    """What is printed goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    sys.stdout = sys.stderr = os.fdopen(1, "w")


def count(order: dict[str, Any], source: str) -> int:
    """Runs the suite over the variant, in this process."""
    module = types.ModuleType(order["module"])
    module.__file__ = f"{order['module']}.py"
    sys.modules[order["module"]] = module
    exec(compile(source, module.__file__, "exec"), module.__dict__)
    tally = Tally(order["expected"])
    options = [*OPTIONS, "--capture=no", "--assert=plain", *(f"-pno:{name}" for name in NOT_NEEDED)]
    # ipytest keeps the name of its file, and one that was ended in the middle has left it behind.
    vars(ipytest._impl.random_module_path).pop("_filename", None)
    run_pytest([*options, *order["files"]], tally)
    return len(tally.passed)


class Tally:
    """Which of the expected tests passed, with all their fixtures."""

    def __init__(self, expected: Sequence[str]) -> None:
        self.expected, self.passed = set(expected), set[str]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        awaits: Any = Probe.pytest_pyfunc_call  # It needs nothing of a probe.
        return bool(awaits(self, pyfuncitem)) or None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.expected]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.outcome == "passed" and not hasattr(report, "wasxfail"):
            self.passed.add(report.nodeid)
        elif report.outcome == "failed":
            self.passed.discard(report.nodeid)

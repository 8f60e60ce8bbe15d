"""The pytest plugin that reports every test, as it ends, over the kernel's own channel."""

import asyncio
import contextlib
import inspect
import json
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.getipython import get_ipython

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import Meter, alarm
    from devloop_nb.kernels.inside.receipt import receipt
    from devloop_nb.kernels.inside.words import TookTooLong, TriedToStop, clip, first_line, problem, told

TEARDOWN_SECONDS = 1.0
RANKS = ("passed", "xpassed", "xfailed", "skipped", "failed", "error", "timeout")
Hook = Generator[None, Any, Any]


class Probe:
    """Bounds every phase of every test, and says what came of it."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order, self.folder = order, str(Path.cwd())
        self.shell = get_ipython()
        self.ends = time.monotonic() + order["suite_seconds"]
        self.left, self.late = 0.0, ""
        self.case: dict[str, Any] = {}
        self.problems: list[dict[str, str]] = []
        self.said: dict[str, list[str]] = {"stdout": [], "stderr": []}

    def send(self, kind: str, **content: Any) -> None:
        """Publishes one report and waits until it is on its way; writes it down too, in case the kernel dies now."""
        report = {"kind": kind, "nonce": self.order["nonce"], **content}
        with contextlib.suppress(OSError), Path(self.order["journal"]).open("a") as journal:
            journal.write(json.dumps(report) + "\n")
        self.shell.display_pub.publish({self.order["mime"]: report})
        sent = threading.Event()
        self.shell.kernel.iopub_thread.schedule(sent.set)
        sent.wait(1)

    def receipt(self) -> dict[str, Any]:
        """What has been imported by now."""
        return receipt(self.order, self.folder)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Hook:
        try:
            with alarm(self.ends - time.monotonic(), "the import took all the time of the suite"):
                report = yield
            call = getattr(report, "call", None)
            error = call.excinfo.value if call and call.excinfo else None
        except (SystemExit, KeyboardInterrupt, TookTooLong) as stop:
            report, error = pytest.CollectReport(collector.nodeid, "failed", clip(stop), []), stop
        if error:
            self.problems.append({"file": collector.nodeid, **problem(error, self.folder)})
        self.said["stdout"].append(report.capstdout)
        self.said["stderr"].append(report.capstderr)
        return report

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid not in self.order["left_out"]]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.session = session
        said = {stream: clip("".join(texts)) for stream, texts in self.said.items()}
        ids = [clip(item.nodeid) for item in session.items]
        self.send("collected", ids=ids, problems=self.problems, receipt=self.receipt(), **said)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Hook:
        self.case = {"id": clip(item.nodeid), "outcome": "passed"}
        test, suite = self.order["test_seconds"], self.ends - time.monotonic()
        self.left, self.late = (
            (test, f"took longer than {test:g} s") if test < suite else (suite, "the suite took too long")
        )
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Hook:
        return (yield from self.bounded())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Hook:
        meter = Meter()
        try:
            return (yield from self.bounded())
        finally:
            self.case |= meter.read()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Hook:
        self.left = max(self.left, TEARDOWN_SECONDS)
        return (yield from self.bounded())

    def bounded(self) -> Hook:
        """One phase of a test, within the time that is left to it, and unable to end the test run."""
        began = time.monotonic()
        try:
            with alarm(self.left, self.late):
                return (yield)
        except (pytest.exit.Exception, KeyboardInterrupt) as error:
            raise TriedToStop(
                f"the code called for the end of the test run: {first_line(error, self.folder)}"
            ) from error
        finally:
            self.left -= time.monotonic() - began

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        if not inspect.iscoroutinefunction(pyfuncitem.obj):
            return None
        names = pyfuncitem._fixtureinfo.argnames
        asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
        return True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Hook:
        item._report_sections[:] = [(when, key, clip(text)) for when, key, text in item._report_sections]
        report = yield
        error = call.excinfo.value if call.excinfo else None
        outcome = grade(report, error)
        if RANKS.index(outcome) > RANKS.index(self.case["outcome"]):
            unfulfilled = report.longreprtext or getattr(report, "wasxfail", "")
            self.case |= {
                "outcome": outcome,
                **(told(error, self.folder) if error else {"message": clip(unfulfilled)}),
            }
        self.case |= {"stdout": clip(report.capstdout), "stderr": clip(report.capstderr)}
        return report

    def pytest_runtest_logfinish(self) -> None:
        self.send("case", **self.case)
        if time.monotonic() > self.ends:
            self.session.shouldstop = "the suite took too long"


def grade(report: Any, error: BaseException | None) -> str:
    """The outcome of one phase of a test."""
    expected_to_fail = hasattr(report, "wasxfail")
    if isinstance(error, TookTooLong):
        return "timeout"
    if report.failed:
        return "failed" if report.when == "call" else "error"
    if report.skipped:
        return "xfailed" if expected_to_fail else "skipped"
    return "xpassed" if expected_to_fail else "passed"

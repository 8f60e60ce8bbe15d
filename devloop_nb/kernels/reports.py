"""What a kernel has reported so far; nothing in it is trusted to have the right shape."""

import json
import math
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from devloop_nb.kernels.excerpt import Excerpt, clean
from devloop_nb.values.outcome import CaseResult, Receipt

MIME = "application/vnd.devloop.tests+json"
_LONGEST = 64 * 1024


class Reports:
    """Takes the messages of one kernel; only those that carry ``nonce`` are reports."""

    def __init__(self, nonce: str, request: str) -> None:
        self._nonce, self._request = nonce, request
        self.collected: tuple[str, ...] | None = None
        self.problems: dict[str, str] = {}
        self.cases: dict[str, CaseResult] = {}
        self.receipt: Receipt | None = None
        self.ended = self.idle = self.late = False
        self.broken = ""
        self.streams = {"stdout": Excerpt(), "stderr": Excerpt()}

    @property
    def running(self) -> str:
        """The test that is being run, as far as the reports tell; empty where none is."""
        return next((test for test in self.collected or () if test not in self.cases), "")

    def take(self, message: dict[str, Any]) -> bool:
        """Whether the message was a report."""
        try:
            return self._take(message)
        except (AttributeError, TypeError):  # Not the shape of any message.
            return False

    def _take(self, message: dict[str, Any]) -> bool:
        kind, content = message.get("msg_type"), message.get("content", {})
        if kind == "stream":
            self._hear(str(content.get("name")), content.get("text"))
        elif kind == "error":
            self.broken = clean(f"{content.get('ename')}: {content.get('evalue')}")
        elif kind == "status":
            mine = message.get("parent_header", {}).get("msg_id") == self._request
            self.idle = self.idle or (mine and content.get("execution_state") == "idle")
        elif kind == "display_data":
            return self._report(content.get("data", {}).get(MIME))
        return False

    def take_journal(self, journal: bytes) -> None:
        """What a kernel wrote down before it died; the last of it may not have been sent."""
        for line in journal.splitlines():
            with suppress(ValueError, RecursionError):
                self._report(json.loads(line))

    def _hear(self, stream: str, text: object) -> None:
        if stream in self.streams:
            self.streams[stream].add(str(text or ""))

    def _report(self, report: Any) -> bool:
        if not isinstance(report, dict) or report.pop("nonce", None) != self._nonce:
            return False
        take = {"collected": self._take_collected, "case": self._take_case, "ended": self._take_ended}
        try:
            take[report.pop("kind")](report)
        except (ValidationError, KeyError, TypeError, AttributeError):  # The code in the kernel forged it.
            return False
        return True

    def _take_collected(self, report: dict[str, Any]) -> None:
        if self.collected is not None:
            return
        self.collected = tuple(clean(test) for test in report["ids"])
        for each in report["problems"]:
            self.problems[clean(each["file"])] = clean(f"collecting {each['file']} failed: {each['message']}")
        self.receipt = Receipt(**report["receipt"])
        for stream in self.streams:
            self._hear(stream, report[stream])

    def _take_case(self, report: dict[str, Any]) -> None:
        if not all(math.isfinite(value) for value in report.values() if isinstance(value, float)):
            raise TypeError("JSON cannot store it")
        bounded = {
            name: clean(value[:_LONGEST]) if isinstance(value, str) else value for name, value in report.items()
        }
        case = CaseResult.model_validate(bounded)
        self.cases.setdefault(case.id, case)

    def _take_ended(self, report: dict[str, Any]) -> None:
        self.receipt = Receipt(**report["receipt"])
        self.ended, self.late = True, bool(report["late"])
        self.broken = ""  # The code may have shown errors of its own; the suite went on.
        if report["code"] in (3, 4):  # pytest broke down, or did not understand its options.
            lines = [line.removeprefix("INTERNALERROR>").strip() for line in report["says"].splitlines()]
            told = [line for line in lines if line and not line.startswith("=")]
            self.broken = clean(f"pytest broke down: {' '.join(told[-1:])}")

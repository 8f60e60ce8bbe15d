"""What a kernel wrote down about a function; nothing in it is trusted to have the right shape."""

from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from devloop_nb.kernels.excerpt import clean
from devloop_nb.kernels.marked_lines import marked_lines
from devloop_nb.values.growth import Measured, Sample


class Findings:
    """Takes one line after the other; the last about a size counts, and the first of the problems."""

    def __init__(self) -> None:
        self.samples: dict[int, Sample] = {}
        self.waits: dict[int, bool] = {}
        self.at, self.ended, self.problem = 0, False, ""

    def take(self, line: dict[str, Any]) -> None:
        """Raises ``KeyError``, ``TypeError`` or ``ValidationError`` where the code in the kernel forged it."""
        match line["kind"]:
            case "trying":
                self.at = int(line["n"])
            case "timed":
                sample = Sample(n=line["n"], seconds=line["seconds"])
                self.samples[sample.n], self.waits[sample.n] = sample, bool(line["waits"])
            case "peak":
                timed = self.samples[line["n"]]
                self.samples[timed.n] = Sample(n=timed.n, seconds=timed.seconds, peak_mib=line["mib"])
            case "problem":
                self.meet(clean(line["says"]))
            case "ended":
                self.ended = True

    def meet(self, problem: str) -> None:
        """A problem at the size that was tried last."""
        self.problem = self.problem or (f"n = {self.at}: {problem}" if self.at else f"loading it: {problem}")

    @property
    def measured(self) -> Measured:
        samples = tuple(self.samples[n] for n in sorted(self.samples))
        waiting = [self.waits[sample.n] for sample in samples[len(samples) // 2 :]]
        clock = "wall" if 2 * sum(waiting) > len(waiting) else "cpu"
        return Measured.model_validate({"samples": samples, "clock": clock, "problem": self.problem})


def read_findings(journal: bytes, nonce: str, end: str) -> Measured:
    """What the lines with ``nonce`` say; ``end`` is why there are no more of them, empty where all is well."""
    findings = Findings()
    for line in marked_lines(journal, nonce):
        with suppress(KeyError, TypeError, ValueError, ValidationError):
            findings.take(line)
    if not findings.ended:
        findings.meet(end or "the measuring broke off")
    return findings.measured

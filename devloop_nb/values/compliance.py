"""What must be, should be, or is said to be; and what proves it."""

import re
from collections.abc import Iterable
from typing import Literal

from devloop_nb.values.covered import Lines
from devloop_nb.values.value import Value

Level = Literal["must", "should", "other"]
_LEVELS: tuple[tuple[Level, str], ...] = (("must", "M"), ("should", "S"), ("other", "C"))
# At the beginning of a line: MUST, [MUST] or must:, and SHOULD in the same ways.
_BEGINNING = re.compile(r"\s*(?:\[(MUST|SHOULD)\]|(MUST|SHOULD)\b:?|(must|should):)\s*")


class Criterion(Value):
    """One acceptance criterion; only those that begin with MUST or SHOULD ask for a proof. ``id`` is M1, S1, C1."""

    id: str
    level: Level
    says: str


class Claim(Value):
    """What somebody says shows that a criterion is met; it is checked, never believed. Without lines: any."""

    id: str
    tests: tuple[str, ...]
    module: str = ""
    lines: tuple[int, int] | None = None


class ClaimBrief(Value):
    """What a model is asked to map: criteria to code and to the ids of tests."""

    criteria: tuple[Criterion, ...]
    sources: dict[str, str]
    files: dict[str, str]
    tests: tuple[str, ...]


class Row(Value):
    """One line of the matrix: the criterion, the lines that its tests run, and whether that proves it."""

    criterion: Criterion
    status: Literal["proved", "unsatisfied", "not claimed"]
    lines: Lines = {}
    tests: tuple[str, ...] = ()
    by: Literal["", "mark", "claim"] = ""
    why: str = ""

    @property
    def fails(self) -> bool:
        """Whether a run with this row is no success."""
        return self.criterion.level == "must" and self.status == "unsatisfied"

    @property
    def place(self) -> str:
        """Files and lines, as ``scale.py:2-4,7``."""
        return "; ".join(f"{module}.py:{_spans(lines)}" for module, lines in self.lines.items())


def criteria_of(lines: Iterable[str]) -> tuple[Criterion, ...]:
    """Numbered by level, in their order."""
    counts: dict[Level, int] = {}
    found = []
    for line in lines:
        begins = _BEGINNING.match(line)
        word = next((group for group in begins.groups() if group), "other").lower() if begins else "other"
        level: Level = "must" if word == "must" else "should" if word == "should" else "other"
        counts[level] = counts.get(level, 0) + 1
        found.append(Criterion(id=f"{dict(_LEVELS)[level]}{counts[level]}", level=level, says=line.strip()))
    return tuple(found)


def claimable(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Those that ask for a proof."""
    return tuple(criterion for criterion in criteria if criterion.level != "other")


def _spans(lines: tuple[int, ...]) -> str:
    spans: list[list[int]] = []
    for line in sorted(lines):
        if spans and line == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], line]
        else:
            spans.append([line])
    return ",".join("-".join(map(str, span)) for span in spans)

"""What a module's attempts come to, gathered one by one: nothing that is asked later looks at all of them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.changed import changed

RECENT = 3


@dataclass(frozen=True)
class Standing:
    """``seen`` attempts are gathered; only those that have a score count.

    ``finished``, ``asked`` (with a model) and ``best`` are about all of these. The rest is about the current ones,
    those since the module was last sent back: the first (``leader``) and the newest (``base``) with the highest
    score, the first of the best that nothing speaks against (``clean``), how many had a ``critical`` review and the
    last of these. ``fruitless`` counts those at mending since the last that was better than all before, or the last
    draft. ``recent``, ``codes`` (the newest number of each) and ``same`` (the earlier one with the last one's code)
    leave out small edits. ``forms`` and how often it was ``stuck`` tell which ways were tried.
    """

    seen: int = 0
    finished: int = 0
    asked: int = 0
    best: Attempt | None = None
    current: int = 0
    turns: int = 0
    leader: Attempt | None = None
    base: Attempt | None = None
    clean: Attempt | None = None
    critical: int = 0
    last_critical: Attempt | None = None
    highest: float = -1.0
    fruitless: int = 0
    recent: tuple[Attempt, ...] = ()
    codes: Mapping[str, int] = field(default_factory=dict)
    same: int = 0
    forms: frozenset[str] = frozenset()
    stuck: int = 0

    def after(self, attempts: Sequence[Attempt], before: int = 0) -> "Standing":
        """With those of ``attempts`` that were not seen; the first ``before`` are not current."""
        standing = self
        for attempt in attempts[self.seen :]:
            if attempt.score:
                standing = standing._with(attempt, attempt.number > before)
        return changed(standing, seen=len(attempts))

    def _with(self, attempt: Attempt, current: bool) -> "Standing":
        parts: dict[str, Any] = {
            "finished": self.finished + 1,
            "asked": self.asked + attempt.move.asks,
            "best": _higher(self.best, attempt),
        }
        if current:
            parts |= {**self._ranked(attempt), **self._worked(attempt)}
            parts |= {} if attempt.move.kind == "edit" else self._written(attempt)
        return changed(self, **parts)

    def _ranked(self, attempt: Attempt) -> dict[str, Any]:
        told = bool(attempt.review and attempt.review.critical)
        return {
            "leader": _higher(self.leader, attempt),
            "base": attempt if self.base is None or _rank(attempt) >= _rank(self.base) else self.base,
            "clean": self.clean if attempt.broke or attempt.blocked else _higher(self.clean, attempt),
            "critical": self.critical + told,
            "last_critical": attempt if told else self.last_critical,
        }

    def _worked(self, attempt: Attempt) -> dict[str, Any]:
        onward = attempt.total > self.highest or attempt.move.parent is None
        return {
            "current": self.current + 1,
            "turns": self.turns + attempt.move.asks,
            "highest": max(self.highest, attempt.total),
            "fruitless": 0 if onward else self.fruitless + 1,
            "forms": self.forms | {attempt.move.form},
            "stuck": self.stuck + bool(attempt.move.stuck),
        }

    def _written(self, attempt: Attempt) -> dict[str, Any]:
        return {
            "recent": (*self.recent, attempt)[-RECENT:],
            "codes": {**self.codes, attempt.code: attempt.number},
            "same": self.codes.get(attempt.code, 0) if attempt.code else 0,
        }


def _rank(attempt: Attempt) -> tuple[bool, float]:
    """What broke a test that had passed comes last."""
    return not attempt.broke, attempt.total


def _higher(known: Attempt | None, attempt: Attempt) -> Attempt:
    """The better one, the earlier where they are alike; one with code before one without."""
    if known is None or (*_rank(attempt), bool(attempt.code)) > (*_rank(known), bool(known.code)):
        return attempt
    return known

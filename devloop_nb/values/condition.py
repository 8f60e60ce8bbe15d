"""A condition on a run, such as ``modules > 1 and tests == passed``: read by rule, never executed."""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from devloop_nb.values.nearest import nearest

Fact = float | str
Facts = Mapping[str, Fact]
NUMBERS = {
    "modules": "modules in the plan",
    "complexity": "the highest cyclomatic complexity of a function in the code",
    "lines": "lines of code",
    "attempts": "attempts so far",
    "criteria": "acceptance criteria that begin with MUST",
    "score": "the mean of the modules' best scores, 0 to 1",
}
WORDS = {
    "tests": ("passed", "failed"),
    "integration": ("passed", "failed", "untried"),
}
SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_CLAUSE = re.compile(r"([\w-]+)\s*(==|!=|>=|<=|>|<)\s*([\w.+-]+)")


class Clause(NamedTuple):
    """One comparison."""

    name: str
    sign: str
    value: Fact

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of these facts."""
        return SIGNS[self.sign](facts[self.name], self.value)


class Condition(NamedTuple):
    """It holds where all clauses of one of the ``ways`` do."""

    ways: tuple[tuple[Clause, ...], ...]

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of these facts."""
        return any(all(clause.holds(facts) for clause in way) for way in self.ways)

    @property
    def names(self) -> tuple[str, ...]:
        """What it asks about, each once."""
        return tuple(dict.fromkeys(clause.name for way in self.ways for clause in way))

    @property
    def fails_only_what_fell_short(self) -> bool:
        """Whether a run in which it does not hold is no success anyway."""
        clauses = [clause for way in self.ways for clause in way]
        return len(self.ways) == 1 and all((clause.sign, clause.value) == ("==", "passed") for clause in clauses)


def read_condition(text: str) -> Condition:
    """Comparisons, joined by ``and`` and, more loosely, by ``or``. Raises ``ValueError`` with what is right."""
    ways = re.split(r"\s+or\s+", text.strip())
    return Condition(tuple(tuple(map(_clause, re.split(r"\s+and\s+", way))) for way in ways))


def _clause(text: str) -> Clause:
    match = _CLAUSE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text.strip()!r} is no comparison; write one such as modules > 1, or tests == passed")
    name, sign, value = match.groups()
    nearest(name, [*NUMBERS, *WORDS], "a condition knows no")
    return Clause(name, sign, _number(name, value) if name in NUMBERS else _word(name, sign, value))


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ValueError(f"{name} is a number, not {value!r}") from None


def _word(name: str, sign: str, value: str) -> str:
    if sign not in ("==", "!="):
        raise ValueError(f"{name} is compared with == or !=, not {sign}")
    return nearest(value, WORDS[name], f"{name} is never")

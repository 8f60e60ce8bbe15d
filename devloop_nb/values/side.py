"""A run, or an attempt at one of its modules, as one side of a comparison."""

from collections.abc import Sequence
from typing import NamedTuple

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.call import Call
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.outcome import CaseOutcome
from devloop_nb.values.run_state import RunState
from devloop_nb.values.value import Value


class Side(Value):
    """``scores`` are those of all its attempts, ``tests`` the outcomes by test, ``usd`` ``None``
    where a price is not known, ``seconds`` those of work; ``code`` and ``prompts`` are by module."""

    label: str
    run: str
    status: str
    lm: str
    score: float
    scores: tuple[float, ...]
    tests: dict[str, CaseOutcome]
    calls: int
    tokens: int
    usd: float | None
    seconds: float
    code: dict[str, str]
    prompts: dict[str, str]

    @property
    def passed(self) -> int:
        """Tests that pass."""
        return sum(outcome == "passed" for outcome in self.tests.values())


class Which(NamedTuple):
    """What is to be compared: a run, or an attempt at one of its modules."""

    run: str
    module: str = ""
    number: int | None = None

    @classmethod
    def read(cls, word: str) -> "Which":
        """``RUN``, ``RUN:N``, ``RUN:MODULE:N``, or ``N`` of the newest run. Raises ``BadInput``."""
        *parts, last = word.strip().split(":")
        if not last.isdigit() and not parts:
            return cls(last)
        if not last.isdigit() or len(parts) > 2:
            raise BadInput(f"{word!r} is neither a run nor an attempt", mend="Write RUN, RUN:N or RUN:MODULE:N.")
        run, module = (*parts, "", "")[:2]
        return cls(run, module, int(last))

    def side(self, state: RunState) -> Side:
        """This of a run. Raises ``NotFound``."""
        return _run_side(state) if self.number is None else _attempt_side(state, self._attempt(state))

    def _attempt(self, state: RunState) -> Attempt:
        names = [self.module] if self.module else list(state.modules)
        if len(names) != 1 or names[0] not in state.modules:
            known = ", ".join(state.modules) or "none yet"
            raise NotFound(f"which module of {state.name}?", mend=f"Write {state.name}:MODULE:N; modules: {known}.")
        attempts = state.modules[names[0]].attempts
        if not 1 <= (self.number or 0) <= len(attempts):
            raise NotFound(f"{names[0]} has no attempt {self.number}", mend=f"It has {len(attempts)}.")
        return attempts[(self.number or 0) - 1]


def _run_side(state: RunState) -> Side:
    best = {name: module.best for name, module in state.modules.items() if module.best}
    outcomes = [*(attempt.outcome for attempt in best.values()), state.integrated, state.hidden]
    attempts = [attempt for module in state.modules.values() for attempt in module.finished]
    return Side(
        label=state.run,
        run=state.run,
        status=state.status,
        lm=state.lm,
        score=state.score,
        scores=tuple(attempt.total for attempt in attempts),
        tests={case.id: case.outcome for outcome in outcomes if outcome for case in outcome.tests},
        calls=len(state.calls),
        tokens=state.tokens,
        usd=state.spent.price,
        seconds=state.active,
        code=state.code,
        prompts={name: _prompt(calls_of(state, attempt)) for name, attempt in best.items()},
    )


def _attempt_side(state: RunState, attempt: Attempt) -> Side:
    calls, outcome = calls_of(state, attempt), attempt.outcome
    prices = [call.usd for call in calls]
    several = f":{attempt.module}" if len(state.modules) > 1 else ""
    return Side(
        label=f"{state.run}{several}:{attempt.number}",
        run=state.run,
        status=outcome.status if outcome else "not run",
        lm=", ".join(dict.fromkeys(call.lm for call in calls)) or state.lm,
        score=attempt.total,
        scores=(attempt.total,) if attempt.score else (),
        tests={case.id: case.outcome for case in outcome.tests} if outcome else {},
        calls=len(calls),
        tokens=sum(call.tokens for call in calls),
        usd=None if None in prices else sum(price or 0.0 for price in prices),
        seconds=sum(call.seconds for call in calls) + (outcome.seconds if outcome else 0.0) + attempt.gate_seconds,
        code={attempt.module: attempt.code},
        prompts={attempt.module: _prompt(calls)},
    )


def calls_of(state: RunState, attempt: Attempt) -> list[Call]:
    """The calls that wrote an attempt."""
    named = attempt.draft.calls if attempt.draft else ()
    return [state.calls[key] for key in named if key in state.calls]


def _prompt(calls: Sequence[Call]) -> str:
    return calls[-1].prompt if calls else ""

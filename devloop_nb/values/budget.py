"""What may be spent on models, what was spent, and whether one call more is too much."""

from collections.abc import Iterable
from functools import reduce

from pydantic import Field

from devloop_nb.values.call import Call
from devloop_nb.values.limit_names import LIMITS, SHARED
from devloop_nb.values.value import Value

# USD for a million tokens of a model whose price nobody knows: more than most ask, so that a limit in money still
# ends at some number of tokens.
ASSUMED_PRICE = 15.0
PLACES = {"run": "in this run", "day": "today", "project": "in this project"}


class Budget(Value):
    """The most that a run, a day (since midnight) and a project (all runs of its history) may spend; 0: no limit.

    ``money`` is in USD, ``calls`` are requests to a model, ``seconds`` those in which the run was worked on.
    """

    run_tokens: int = Field(default=0, ge=0, description="tokens that a run may take; 0: no limit")
    run_money: float = Field(default=0.0, ge=0, description="USD that a run may take; 0: no limit")
    run_seconds: float = Field(default=0.0, ge=0, description="seconds of work that a run may take; 0: no limit")
    run_calls: int = Field(default=0, ge=0, description="requests to models that a run may take; 0: no limit")
    day_tokens: int = Field(default=0, ge=0, description="tokens that all runs may take in a day; 0: no limit")
    day_money: float = Field(default=0.0, ge=0, description="USD that all runs may take in a day; 0: no limit")
    project_tokens: int = Field(default=0, ge=0, description="tokens that all runs of one home may take; 0: no limit")
    project_money: float = Field(default=0.0, ge=0, description="USD that all runs of one home may take; 0: no limit")

    @property
    def shares_limits(self) -> bool:
        """Whether there is a limit for more than this run."""
        return any(getattr(self, limit) for limit in SHARED)


class Spent(Value):
    """``usd`` counts the calls whose price is known; ``unpriced`` are the tokens of all others."""

    requests: int = 0
    tokens: int = 0
    usd: float = 0.0
    unpriced: int = 0

    @classmethod
    def on(cls, call: Call) -> "Spent":
        """On one call; one that is still waiting counts with what it may cost."""
        unpriced = call.tokens if call.usd is None else 0
        return cls(requests=call.requests, tokens=call.tokens, usd=call.usd or 0.0, unpriced=unpriced)

    def plus(self, other: "Spent", times: int = 1) -> "Spent":
        """Both together; ``times`` -1 takes the other away."""
        return Spent(**{name: value + times * getattr(other, name) for name, value in self})

    def with_calls(self, calls: Iterable[Call]) -> "Spent":
        """This, and what was spent on each of the calls."""
        return reduce(Spent.plus, map(Spent.on, calls), self)

    @property
    def money(self) -> float:
        """USD; tokens without a price count with ``ASSUMED_PRICE``."""
        return self.usd + self.unpriced * ASSUMED_PRICE / 1e6

    @property
    def price(self) -> float | None:
        """USD, or ``None`` where not all of it is known."""
        return None if self.unpriced else self.usd


class Overrun(Value):
    """The ``limit`` that one call more would go beyond."""

    limit: str
    spent: float
    most: float
    forecast: float

    @property
    def says(self) -> str:
        """In one sentence."""
        place, unit = self.limit.split("_")
        spent, most, more = (amount(value, unit) for value in (self.spent, self.most, self.forecast))
        next_call = f", and the next call may take {more}" if self.forecast and unit != "calls" else ""
        return f"{spent} {'is' if spent[:2] == '1 ' else 'are'} spent {PLACES[place]}, the limit is {most}{next_call}"


def overrun(budget: Budget, spent: dict[str, Spent], seconds: float, call: Spent) -> Overrun | None:
    """The first limit that ``call`` would go beyond; ``spent`` is what it was before, in each of ``PLACES``."""
    for limit in LIMITS:
        place, unit = limit.split("_")
        before, most = spent.get(place, Spent()), getattr(budget, limit)
        amounts = {
            "tokens": (before.tokens, call.tokens),
            "money": (before.money, call.money),
            "calls": (before.requests, call.requests),
            "seconds": (seconds, 0.0),
        }
        so_far, forecast = amounts[unit]
        if most and so_far + forecast > most:
            return Overrun(limit=limit, spent=so_far, most=most, forecast=forecast)
    return None


def amount(value: float, unit: str) -> str:
    """``1,500 tokens``, ``0.0021 USD``, ``1 call``, ``12 seconds``."""
    if unit == "money":
        return f"{value:.4f} USD" if value < 1 else f"{value:,.2f} USD"
    return f"{value:,.0f} {unit.removesuffix('s') if round(value) == 1 else unit}"

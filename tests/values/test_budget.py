"""Which limit a call would go beyond."""

import pytest

from devloop_nb.values.budget import Budget, Spent, overrun
from devloop_nb.values.call import Call
from devloop_nb.values.limit_names import LIMITS

CALL = Call(key="k", role="code", lm="m", tokens_in=100, tokens_out=50, usd=0.5)


@pytest.mark.parametrize(
    ("budget", "limit"),
    [
        ({}, None),
        ({"run_tokens": 350}, None),
        ({"run_tokens": 349}, "run_tokens"),
        ({"run_calls": 2}, "run_calls"),
        ({"run_calls": 3}, None),
        ({"run_money": 1.5}, None),
        ({"run_money": 1.49}, "run_money"),
        ({"run_seconds": 59}, "run_seconds"),
        ({"run_seconds": 60}, None),
        ({"day_tokens": 1149}, "day_tokens"),
        ({"project_money": 9.49}, "project_money"),
        ({"run_tokens": 350, "day_tokens": 1150, "project_tokens": 5000, "project_money": 9.5}, None),
    ],
)
def test_the_first_limit_that_one_call_more_goes_beyond(budget: dict[str, float], limit: str | None) -> None:
    spent = {
        "run": Spent(requests=2, tokens=200, usd=1.0),
        "day": Spent(tokens=1000, usd=2.0),
        "project": Spent(tokens=4000, usd=9.0),
    }
    over = overrun(Budget(**budget), spent, 60.0, Spent.on(CALL))
    assert (over.limit if over else None) == limit


def test_it_says_what_is_spent_and_what_is_asked_for() -> None:
    over = overrun(Budget(day_money=1), {"day": Spent(requests=1, usd=0.75)}, 0.0, Spent.on(CALL))
    assert over is not None
    assert over.says == "0.7500 USD are spent today, the limit is 1.00 USD, and the next call may take 0.5000 USD"


def test_tokens_without_a_price_count_as_dear_ones() -> None:
    unknown = Spent.on(CALL.model_copy(update={"usd": None, "lost": 1_000_000 - 150}))
    assert (unknown.price, unknown.money) == (None, 15.0)
    assert Spent.on(CALL).plus(unknown).plus(unknown, -1) == Spent.on(CALL)


def test_the_names_are_those_of_the_budget() -> None:
    assert tuple(Budget.model_fields) == LIMITS

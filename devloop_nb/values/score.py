"""How good an attempt is, from 0 to 1."""

from pydantic import Field

from devloop_nb.values.value import Value


class Weights(Value):
    """Shares of the score; they need not add up to one."""

    tests: float = Field(default=0.7, ge=0, allow_inf_nan=False)
    performance: float = Field(default=0.3, ge=0, allow_inf_nan=False)


class Score(Value):
    """``tests`` is the share of expected tests that passed, ``performance`` how well those met the targets."""

    total: float
    tests: float
    performance: float
    passed: int
    expected: int

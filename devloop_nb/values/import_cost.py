"""What it costs to import a module."""

from pydantic import Field

from devloop_nb.values.value import Value


class ImportCost(Value):
    """``seconds`` on the clock, and ``mib`` that the process holds more afterwards, its libraries included.

    In an interpreter that has imported nothing else; where ``problem`` says what went wrong, both are zero.
    """

    seconds: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    mib: float = Field(default=0.0, allow_inf_nan=False)
    problem: str = ""

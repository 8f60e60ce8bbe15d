"""What came of trying variants of a module."""

from pydantic import Field

from devloop_nb.values.value import Value


class Trials(Value):
    """How many tests each variant ``passed``, in their order; the last ones were not ``tried`` where time was short.

    ``problem`` says why the kernel did not come to its end.
    """

    passed: tuple[int, ...] = ()
    tried: int = Field(default=0, ge=0)
    problem: str = ""

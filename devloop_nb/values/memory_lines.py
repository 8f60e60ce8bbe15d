"""What the process holds after each line of some code."""

from pydantic import Field

from devloop_nb.values.value import Value

NOT_SEEN = (
    "What a line allocates and frees again does not show, nor what fits into memory that the process holds already, "
    "nor what other threads and processes take."
)


class MemoryLine(Value):
    """A line of a function: ``mib`` held after it at most, ``increment`` over all its ``occurrences``.

    A line that was not run has neither.
    """

    file: str
    line: int = Field(ge=1)
    mib: float | None = Field(default=None, allow_inf_nan=False)
    increment: float | None = Field(default=None, allow_inf_nan=False)
    occurrences: int = Field(default=0, ge=0)
    code: str = ""


class MemoryTable(Value):
    """The lines of the functions that ran; ``problem`` says why there are no more of them."""

    lines: tuple[MemoryLine, ...] = ()
    problem: str = ""

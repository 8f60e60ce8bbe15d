"""How much a run may spend."""

from typing import Literal

from pydantic import Field

from devloop_nb.values.value import Value


class Limits(Value):
    """``attempts`` per module, of which the first ``drafts`` are independent of each other.

    Every attempt is, where ``search`` is ``samples``. ``threshold`` is the score that ends a module well, and
    ``integration_rounds`` how often one may be sent back, ``review_rounds`` how often by a reviewer. Tests that a
    model wrote are tried on so many ``mutants`` of the accepted code, and a share of them is ``held_back``: no coder
    is shown them, and they run once, at the end.

    ``test_seconds`` and ``suite_seconds`` bound one test and one whole suite, ``call_seconds`` one answer of a
    model, ``memory_mib`` the address space of a kernel, and what all its processes hold together. Where the fence
    around kernels is of a tier below ``require_tier`` nothing is run. Slow tests, and tests that are run apart from
    the code, have ``validation_seconds`` in place of ``suite_seconds``.
    """

    attempts: int = Field(default=5, ge=1)
    drafts: int = Field(default=1, ge=1)
    search: Literal["loop", "samples"] = "loop"
    integration_rounds: int = Field(default=2, ge=0)
    review_rounds: int = Field(default=2, ge=0)
    mutants: int = Field(default=8, ge=0)
    held_back: float = Field(default=0.2, ge=0, le=0.5)
    threshold: float = Field(default=1.0, ge=0, le=1)
    test_seconds: float = Field(default=10.0, gt=0)
    suite_seconds: float = Field(default=30.0, gt=0)
    validation_seconds: float = Field(default=120.0, gt=0)
    memory_mib: int = Field(default=4096, ge=64)
    call_seconds: float = Field(default=120.0, gt=0)
    require_tier: int = Field(default=0, ge=0, le=2)

    @property
    def patient(self) -> "Limits":
        """The limits of what only a good attempt comes to."""
        longest = max(self.suite_seconds, self.validation_seconds)
        return self.model_copy(update={"suite_seconds": longest, "test_seconds": max(self.test_seconds, longest / 4)})

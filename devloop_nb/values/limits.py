"""How much a run may spend."""

from typing import Literal

from pydantic import Field

from devloop_nb.values.value import Value


class Limits(Value):
    """What bounds the work on a run; seconds are wall time."""

    attempts: int = Field(default=5, ge=1, le=10_000, description="attempts for each module")
    drafts: int = Field(default=1, ge=1, le=100, description="the first of them that are independent of each other")
    search: Literal["loop", "samples"] = Field(default="loop", description="samples: all of them are independent")
    integration_rounds: int = Field(
        default=2, ge=0, le=20, description="how often a module that fails the integration tests is sent back"
    )
    review_rounds: int = Field(default=2, ge=0, le=20, description="how often a module is sent back by a reviewer")
    mutants: int = Field(
        default=8, ge=0, le=1000, description="mutants of the accepted code on which a model's tests are tried"
    )
    edits: int | None = Field(
        default=None,
        ge=0,
        le=1000,
        description="small edits of a failed attempt that are tried before a model is asked again; "
        "unset: 120 with the embedded model, else 0",
    )
    held_back: float = Field(
        default=0.2, ge=0, le=0.5, description="share of a model's tests that no coder is shown; they run at the end"
    )
    threshold: float = Field(default=1.0, ge=0, le=1, description="score that ends a module well")
    test_seconds: float = Field(default=10.0, gt=0, description="the longest that one test may take")
    suite_seconds: float = Field(default=30.0, gt=0, description="the longest that one suite may take")
    validation_seconds: float = Field(
        default=120.0, gt=0, description="the same for slow tests, and for those that run apart from the code"
    )
    memory_mib: int = Field(
        default=4096, ge=64, description="address space of a kernel, and what its processes may hold together"
    )
    call_seconds: float = Field(default=120.0, gt=0, description="the longest that one answer of a model may take")
    require_tier: int = Field(
        default=0, ge=0, le=2, description="nothing runs where the fence around kernels is of a lower tier"
    )

    @property
    def patient(self) -> "Limits":
        """The limits of what only a good attempt comes to."""
        longest = max(self.suite_seconds, self.validation_seconds)
        return self.model_copy(update={"suite_seconds": longest, "test_seconds": max(self.test_seconds, longest / 4)})

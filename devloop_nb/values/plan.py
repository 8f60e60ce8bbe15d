"""The modules to build, what each depends on, and what is to be tested."""

from graphlib import CycleError, TopologicalSorter
from typing import Literal, Self

from pydantic import Field, model_validator

from devloop_nb.values.requirements import Identifier, Performance
from devloop_nb.values.value import Value

MAX_LINES = 100
INTEGRATION = "integration"
PERFORMANCE = "performance"


class Check(Value):
    """One line of the test plan.

    One of performance that names a ``size`` is measured: a call of the entry with so many elements takes at most
    ``seconds``, or those that are the module's target.
    """

    kind: Literal["unit", "integration", "performance"] = "unit"
    says: str
    size: int | None = Field(default=None, ge=1, le=10_000_000)
    seconds: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _measures_performance(self) -> Self:
        if self.kind != PERFORMANCE and (self.size or self.seconds):
            raise ValueError(f"size and seconds are of kind {PERFORMANCE}, and this is of kind {self.kind}")
        return self

    @property
    def told(self) -> str:
        """What it says, with its numbers."""
        numbers = [f"n = {self.size}" if self.size else "", f"at most {self.seconds:g} s" if self.seconds else ""]
        return f"{self.says} ({', '.join(filter(None, numbers))})" if any(numbers) else self.says


class ModuleSpec(Value):
    """One file of at most ``MAX_LINES`` lines; ``entry`` is the signature that tests call, if it is known."""

    name: Identifier
    purpose: str
    entry: str = ""
    depends_on: tuple[Identifier, ...] = ()
    checks: tuple[Check, ...] = ()
    performance: Performance = Performance()

    @property
    def function(self) -> str:
        """The name of the entry, which is the module's own where no signature is known."""
        return self.entry.removeprefix("async ").removeprefix("def ").partition("(")[0].strip() or self.name


class Plan(Value):
    """Modules in the order they were named; ``by`` says who made the plan."""

    modules: tuple[ModuleSpec, ...]
    by: Literal["requirements", "model", "scripted", "user"]
    notes: tuple[str, ...] = ()

    def module(self, name: str) -> ModuleSpec:
        """The module of that name; ``KeyError`` where there is none."""
        return {module.name: module for module in self.modules}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the modules."""
        return tuple(module.name for module in self.modules)

    def below(self, name: str) -> set[str]:
        """The modules that this one depends on, and those that they depend on."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            news = {*self.module(waiting.pop()).depends_on} - found
            found |= news
            waiting.extend(news)
        return found

    @property
    def order(self) -> tuple[str, ...]:
        """Names, dependencies first; ``ValueError`` names the cycle where there is one."""
        try:
            return tuple(TopologicalSorter({m.name: m.depends_on for m in self.modules}).static_order())
        except CycleError as error:
            raise ValueError(" -> ".join(error.args[1])) from None

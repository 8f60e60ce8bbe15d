"""Who writes plans, tests and code."""

from collections.abc import Sequence
from typing import Protocol

from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief


class Coder(Protocol):
    """Writes plans, tests and code."""

    @property
    def label(self) -> str:
        """The model's name, as users see it."""

    def forms_of(self, lm: str) -> tuple[str, ...]:
        """Names of the prompt formats that can be rotated through with a model, the best first; never empty.

        The empty name is the model that usually writes code.
        """

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """Modules, dependencies and checks; another ``turn`` is another answer. Raises ``ModelUnavailable``."""

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """The source of a pytest file that imports ``module.name``; empty where the model wrote none.

        ``rejected`` says of each suite that was written before why it is of no use.
        """

    async def write_code(self, brief: Brief) -> Draft:
        """Code for one module; an unusable answer is a draft with a problem, not an exception."""

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """What is to be mended in code that passes; ``None`` where the model cannot tell."""

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """What shows that criteria are met, unchecked; nothing where the model cannot tell."""

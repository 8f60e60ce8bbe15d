"""Several models as one coder: each role has its own, and where the usual one is stuck another may write."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.model_settings import Role
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief


class Member(Protocol):
    """One model's coder."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Names of prompt formats, the best first; never empty."""

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """See ``ports.Coder``."""

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """See ``ports.Coder``."""

    async def write_code(self, brief: Brief) -> Draft:
        """See ``ports.Coder``."""

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """See ``ports.Coder``."""

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """See ``ports.Coder``."""


class Team:
    """``member`` opens the coder of a model, by the name that settings give it; the empty one is the default."""

    def __init__(
        self,
        label: str,
        models: Mapping[Role, str],
        forms: Mapping[str, tuple[str, ...]],
        member: Callable[[str], Awaitable[Member]],
    ) -> None:
        """``forms`` are those of the models that write code; the one that usually does has the empty name."""
        self.label, self._forms = label, forms
        self._models, self._member = models, member

    def forms_of(self, lm: str) -> tuple[str, ...]:
        """See ``ports.Coder``."""
        return self._forms.get(lm, self._forms[""])

    async def of(self, role: Role) -> Member:
        """Who does that."""
        return await self._member(self._models.get(role, ""))

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """See ``ports.Coder``."""
        return await (await self.of("plan")).write_plan(requirements, turn)

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """See ``ports.Coder``."""
        return await (await self.of("test")).write_tests(module, requirements, rejected)

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """See ``ports.Coder``."""
        return await (await self.of("review")).review(brief)

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """See ``ports.Coder``."""
        return await (await self.of("review")).claim(brief)

    async def write_code(self, brief: Brief) -> Draft:
        """By the model that the move names, which may know other prompt formats than the usual one."""
        move, roles = brief.move, {str(role): lm for role, lm in self._models.items()}
        writer = await self._member(roles.get(move.lm, move.lm) or roles.get("code", ""))
        if move.form not in writer.forms:
            form = writer.forms[(move.number - 1) % len(writer.forms)]
            brief = brief.model_copy(update={"move": move.model_copy(update={"form": form})})
        return await writer.write_code(brief)

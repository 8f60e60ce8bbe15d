"""The coder that asks a model through DSPy: one shell, and a writer that knows how to talk to the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.code import write_code
from devloop_nb.lm.dspy_import import load_dspy
from devloop_nb.lm.explore import Bench, explore_code
from devloop_nb.lm.plan import write_plan
from devloop_nb.lm.review import claim_proofs, review_code
from devloop_nb.lm.suite import write_tests
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief

CHAT_FORMS = ("chat",)


class Writer(Protocol):
    """How one family of models is talked to."""

    async def write_plan(self, requirements: Requirements, ask: Ask) -> Plan:
        """See ``ports.Coder``."""

    async def write_tests(
        self, module: ModuleSpec, requirements: Requirements, ask: Ask, rejected: Sequence[str] = ()
    ) -> str:
        """See ``ports.Coder``."""

    async def write_code(self, brief: Brief, ask: Ask) -> Draft:
        """See ``ports.Coder``."""

    async def review(self, brief: ReviewBrief, ask: Ask) -> Remarks | None:
        """See ``ports.Coder``."""

    async def claim(self, brief: ClaimBrief, ask: Ask) -> tuple[Claim, ...]:
        """See ``ports.Coder``."""


class ChatWriter:
    """For models that follow instructions."""

    write_plan = staticmethod(write_plan)
    write_tests = staticmethod(write_tests)
    write_code = staticmethod(write_code)
    review = staticmethod(review_code)
    claim = staticmethod(claim_proofs)


@dataclass(frozen=True)
class ExploringWriter(ChatWriter):
    """The same, but code is tried out at the ``bench`` before it is answered."""

    bench: Bench

    async def write_code(self, brief: Brief, ask: Ask) -> Draft:
        """See ``ports.Coder``."""
        return await explore_code(brief, ask, self.bench)


@dataclass(frozen=True)
class DspyCoder:
    """Writes by asking; every answer goes through the ledger of ``ask``."""

    label: str
    forms: tuple[str, ...]
    writer: Writer
    ask: Ask

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """Modules, dependencies and checks. Raises ``ModelUnavailable``."""
        await load_dspy()
        return await self.writer.write_plan(requirements, self.ask.in_turn(turn))

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """The source of a pytest file, empty where the model wrote none. Raises ``ModelUnavailable``."""
        await load_dspy()
        return await self.writer.write_tests(module, requirements, self.ask, rejected)

    async def write_code(self, brief: Brief) -> Draft:
        """Code for one module. Raises ``ModelUnavailable``."""
        await load_dspy()
        return await self.writer.write_code(brief, self.ask)

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """Remarks; ``None`` where the model cannot review. Raises ``ModelUnavailable``."""
        await load_dspy()
        return await self.writer.review(brief, self.ask)

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """What proves criteria. Raises ``ModelUnavailable``."""
        await load_dspy()
        return await self.writer.claim(brief, self.ask)

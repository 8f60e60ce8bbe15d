"""The coder with prepared answers, for tests and worked examples; its runs look like any other's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from devloop_nb.lm.drafting import draft_of
from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.open_call import OpenCall
from devloop_nb.lm.script import FORMAT, Script, ScriptedRemark
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.call import Call
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.errors import BadInput
from devloop_nb.values.finding import Finding
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief


@dataclass(frozen=True)
class ScriptedCoder:
    """Answers from a script, through a ledger, at no cost."""

    label: str
    script: Script
    ledger: Ledger
    forms: tuple[str, ...] = ("script",)

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """The script's plan for this turn. Raises ``BadInput`` where it has none."""
        plans = [plan for plan in (self.script.plan, *self.script.plans) if plan]
        if turn > len(plans):
            raise BadInput(f"{self.label} has no plan" + (f" for turn {turn}" if plans else ""), mend=FORMAT)
        plan = Plan(modules=plans[turn - 1], by="scripted")
        call = await self._say(f"plan/{turn}", "plan", plan.model_dump_json(exclude_defaults=True))
        return Plan.model_validate_json(call.text)

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """The script's tests for the module, empty where it has none, or none that was not rejected."""
        said, turn = self.script.tests.get(module.name, ""), len(rejected)
        suites = (said,) if isinstance(said, str) else said
        key = f"tests/{module.name}" + (f"/{turn + 1}" if turn else "")
        return (await self._say(key, "tests", suites[turn] if turn < len(suites) else "")).text

    async def write_code(self, brief: Brief) -> Draft:
        """The script's answer for this attempt."""
        name, turn = brief.module.name, brief.move.turn or brief.move.number
        answers = self.script.code.get(name, ())
        text = answers[turn - 1] if turn <= len(answers) else ""
        missing = "" if text else f"the script has no answer for attempt {turn} of {name}"
        call = await self._say(f"code/{name}/{brief.move.number}", "code", text, problem=missing)
        return draft_of(call, "code", wanted_names(name, brief.tests, brief.module.entry), brief.module.entry)

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """The script's findings of this round; nothing more is said after the last, ``None`` where there are none."""
        name, rounds = brief.module.name, self.script.review.get(brief.module.name)
        if rounds is None:
            return None
        remarks = rounds[brief.round - 1] if brief.round <= len(rounds) else ()
        told = TypeAdapter(tuple[ScriptedRemark, ...])
        call = await self._say(f"review/{name}/{brief.round}", "review", told.dump_json(remarks).decode())
        return Remarks(findings=tuple(_finding(each, f"{name}.py") for each in told.validate_json(call.text)))

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """The script's claims."""
        if not self.script.compliance:
            return ()
        claims = [Claim(id=id, **dict(said)) for id, said in self.script.compliance.items()]
        told = TypeAdapter(tuple[Claim, ...])
        return told.validate_json(
            (await self._say("claims/1", "review", told.dump_json(tuple(claims)).decode())).text
        )

    async def _say(self, key: str, role: str, text: str, problem: str = "") -> Call:
        asked = Call(key=key, role=role, lm=self.label, prompt="(no prompt: the answer was prepared)", usd=0.0)

        async def answer(made: OpenCall) -> Call:
            await made.request()
            return asked.model_copy(update={"text": text, "problem": problem, "finish": "stop"})

        return await self.ledger.record(asked, answer)


def _finding(said: ScriptedRemark, file: str) -> Finding:
    severity: Literal["error", "warning"] = "error" if said.severity == "CRITICAL" else "warning"
    return Finding(severity=severity, about=said.about, says=said.says, file=file, line=said.line, rule="review")

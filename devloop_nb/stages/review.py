"""Code that passes its tests and its gates -> a review: by rules first, then by the model where it is able."""

from collections.abc import Iterable, Mapping

from devloop_nb.ports.world import World
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import GateResult
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.own_doubts import RULE, own_doubts
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.review import Left, Remarks, Review, ReviewBrief

CANNOT = "the model cannot review code, so it was done by rules alone"


async def review_code(spec: ModuleSpec, code: str, gates: tuple[GateResult, ...], world: World) -> Review:
    """What must be mended in an attempt, and what could be better."""
    brief = make_brief(spec, code, world)
    remarks = await world.coder.review(brief)
    rules = (*own_doubts(code, f"{spec.name}.py"), *found_by_rules(gates))
    return judge_remarks(remarks, code, rules, (brief.round, world.coder.label))


def make_brief(spec: ModuleSpec, code: str, world: World) -> ReviewBrief:
    """What the reviewer may know: no held-back test."""
    state = world.log.state
    if state.requirements is None:
        raise ValueError("a run begins with its requirements")
    module = state.modules[spec.name]
    return ReviewBrief(
        module=spec,
        requirements=state.requirements.model_copy(update={"hidden_tests": ()}),
        code=code,
        tests=tuple(file.source for file in module.suite.files) if module.suite else (),
        round=len(module.reviews) + 1,
        earlier=module.reviews[-1].critical if module.reviews else (),
    )


def judge_remarks(remarks: Remarks | None, code: str, rules: Iterable[Finding], who: tuple[int, str]) -> Review:
    """The review of that round and model; findings about lines that do not exist are dropped and counted."""
    number, label = who
    if remarks is None or remarks.problem:
        note = f"{label} gave no review that can be used ({remarks.problem})" if remarks else CANNOT
        return Review(by="rules", round=number, findings=tuple(rules), note=note)
    last = len(code.splitlines())
    kept = tuple(finding for finding in remarks.findings if 0 <= finding.line <= last)
    dropped = len(remarks.findings) - len(kept)
    return Review(by=label, round=number, findings=(*kept, *rules), dropped=dropped)


def found_by_rules(gates: Iterable[GateResult]) -> tuple[Finding, ...]:
    """What gates found and do not block."""
    return tuple(finding for result in gates if not result.blocks for finding in result.findings)


def left_over(module: ModuleState, accepted: Attempt) -> tuple[Left, ...]:
    """Why each suggestion about the accepted attempt was not taken."""
    told = {
        finding.says: attempt.number + 1
        for attempt in module.attempts[: accepted.number - 1]
        if attempt.review and attempt.blocked
        for finding in attempt.review.suggestions
    }
    found = accepted.review.suggestions if accepted.review else ()
    return tuple(Left(finding=finding, reason=_reason(finding, told)) for finding in found)


def _reason(finding: Finding, told: Mapping[str, int]) -> str:
    if finding.rule == RULE:
        return "the writer's own doubt, and nothing CRITICAL was found"
    if finding.rule != "review":
        return f"the gate {finding.about} only warns; {finding.about}=block has it mended"
    if finding.says in told:
        return f"attempt {told[finding.says]} was told of it and did not take it"
    return "nothing CRITICAL is left, and a suggestion alone sends no code back"

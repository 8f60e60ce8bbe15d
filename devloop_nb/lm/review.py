"""Code that passes its tests -> a reviewer's remarks; and criteria -> what is said to prove them."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat, form_of
from devloop_nb.lm.wording import module_text, requirements_text, sources_text, tests_text
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.finding import Finding
from devloop_nb.values.review import ABOUT, Remarks, ReviewBrief
from devloop_nb.values.settings import Settings

_LONGEST, _MOST = 500, 40


class RemarkDraft(BaseModel):
    """A remark, as a model writes it; what it may be is judged afterwards."""

    severity: str = Field(default="SUGGESTION", description="CRITICAL or SUGGESTION")
    line: Any = Field(default=0, description="number of the line")
    about: str = Field(default="quality", description="one of " + ", ".join(ABOUT))
    says: str = Field(default="", description="what is wrong, in one sentence, and what to write in its place")


class ClaimDraft(BaseModel):
    """A claim, as a model writes it."""

    id: str = Field(description="id of the criterion, such as M1")
    tests: list[str] = Field(default=[], description="ids of tests")
    module: str = Field(default="", description="name of the module")
    first_line: int = Field(default=0)
    last_line: int = Field(default=0)


async def review_code(brief: ReviewBrief, ask: Ask) -> Remarks:
    """A model's remarks, unchecked. Raises ``ModelUnavailable``."""
    call = await ask_in_chat(
        ask, f"review/{brief.module.name}/{brief.round}", "review", review_form(brief, ask.settings)
    )
    if call.problem or not isinstance(call.fields.get("remarks"), list):
        return Remarks(problem=call.problem or "the answer holds no remarks")
    return Remarks(findings=tuple(_findings(call.fields["remarks"], f"{brief.module.name}.py")))


def review_form(brief: ReviewBrief, settings: Settings) -> Form:
    """What a model is asked."""
    texts = {
        "requirements": requirements_text(brief.requirements),
        "module": module_text(brief.module),
        "tests": tests_text(brief.tests),
        "code": "\n".join(f"{number:4} {line}" for number, line in enumerate(brief.code.splitlines(), 1)),
        "earlier": "\n".join(each.told for each in brief.earlier),
    }
    about = {"module": brief.module.name, "name": brief.requirements.name, "goal": brief.requirements.goal}
    return form_of("review", settings, texts, {"remarks": list[RemarkDraft]}, topics=", ".join(ABOUT), **about)


async def claim_proofs(brief: ClaimBrief, ask: Ask) -> tuple[Claim, ...]:
    """A model's claims, unchecked; none where its answer is of no use. Raises ``ModelUnavailable``."""
    texts = {
        "criteria": "\n".join(f"{each.id}: {each.says}" for each in brief.criteria),
        "code": sources_text(brief.sources),
        "tests": tests_text(brief.files.values()),
        "ids": "\n".join(brief.tests),
    }
    form = form_of("claims", ask.settings, texts, {"claims": list[ClaimDraft]})
    call = await ask_in_chat(ask, "claims/1", "review", form)
    drafts = call.fields.get("claims")
    return tuple(_claims(drafts)) if isinstance(drafts, list) and not call.problem else ()


def _findings(drafts: Iterable[Any], file: str) -> Iterable[Finding]:
    for draft in list(drafts)[:_MOST]:
        try:
            remark = RemarkDraft.model_validate(draft)
            line = int(str(remark.line).strip().removeprefix("line "))
        except (ValidationError, ValueError):
            line = -1
        if not isinstance(draft, dict) or not str(draft.get("says", "")).strip():
            continue
        critical = str(draft.get("severity", "")).strip().upper() == "CRITICAL"
        about = str(draft.get("about", "")).strip().lower()
        yield Finding(
            severity="error" if critical else "warning",
            about=about if about in ABOUT else "quality",
            says=" ".join(str(draft["says"]).split())[:_LONGEST],
            file=file,
            line=line,
            rule="review",
        )


def _claims(drafts: Iterable[Any]) -> Iterable[Claim]:
    for draft in list(drafts)[:_MOST]:
        try:
            said = ClaimDraft.model_validate(draft)
        except ValidationError:
            continue
        lines = (said.first_line, said.last_line) if 0 < said.first_line <= said.last_line else None
        yield Claim(id=said.id.strip(), tests=tuple(said.tests), module=said.module.removesuffix(".py"), lines=lines)

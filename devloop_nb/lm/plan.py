"""Requirements -> plan."""

import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat, form_of
from devloop_nb.lm.wording import files_text, requirements_text, tests_text
from devloop_nb.values.plan import MAX_LINES, PERFORMANCE, Check, ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings


class CheckDraft(BaseModel):
    """A line of the test plan, as a model writes it."""

    kind: Literal["unit", "integration", "performance"] = "unit"
    says: str = Field(description="one behaviour that a test can show: a usual case, an edge, or an error")
    size: int | None = Field(default=None, ge=1, le=10_000_000, description="of performance: elements of the input")
    seconds: float | None = Field(default=None, gt=0, description="of performance: the longest that a call may take")

    @property
    def check(self) -> Check:
        """With the numbers that belong to its kind."""
        numbers = {"size": self.size, "seconds": self.seconds} if self.kind == PERFORMANCE else {}
        return Check.model_validate({"kind": self.kind, "says": self.says, **numbers})


class ModuleDraft(BaseModel):
    """A module, as a model plans it."""

    name: str = Field(description="a short lower-case identifier that is no module of the standard library")
    purpose: str = Field(description="one sentence: what it does")
    entry: str = Field(
        default="", description="the typed signature of what others call, e.g. half(x: float) -> float"
    )
    depends_on: list[str] = Field(default=[], description="names of the earlier modules that it imports")
    checks: list[CheckDraft] = Field(default=[], description="what its tests must show")


async def write_plan(requirements: Requirements, ask: Ask) -> Plan:
    """A model's plan; after two answers without one, a single module. Raises ``ModelUnavailable``."""
    form = plan_form(requirements, ask.settings)
    for key in ("plan/1", "plan/2"):
        call = await ask_in_chat(ask, key, "plan", form)
        if call.fields.get("modules") and not call.problem:
            return plan_of(call.fields["modules"], requirements)
        form = form.after(call.problem or "it plans no module")
    module = ModuleSpec(name=requirements.name, purpose=requirements.goal, entry=requirements.entry)
    module = module.model_copy(update={"performance": requirements.performance})
    return Plan(modules=(module,), by="requirements", notes=("the model wrote no plan: one module it is",))


def plan_form(requirements: Requirements, settings: Settings) -> Form:
    """What a model is asked."""
    texts = {
        "requirements": requirements_text(requirements),
        "tests": tests_text(requirements.shown_tests),
        "files": files_text(requirements.files),
    }
    about = {"name": requirements.name, "goal": requirements.goal}
    return form_of("plan", settings, texts, {"modules": list[ModuleDraft]}, max_lines=MAX_LINES, **about)


def plan_of(drafts: Iterable[Mapping[str, Any]], requirements: Requirements) -> Plan:
    """The plan with usable names; whether it makes sense as a whole is for the pipeline to judge."""
    modules = [ModuleDraft.model_validate(draft) for draft in drafts]
    names = {module.name: module_name(module.name) for module in modules}
    notes = tuple(f"{given!r} is called {name}" for given, name in names.items() if given != name)
    return Plan(modules=tuple(_spec(module, names, requirements) for module in modules), by="model", notes=notes)


def module_name(given: str) -> str:
    """An identifier that can be imported and hides no module of the standard library."""
    name = re.sub(r"\W+", "_", given.strip().removesuffix(".py"), flags=re.ASCII).strip("_").lower()[:50]
    if not name or name[0].isdigit() or keyword.iskeyword(name) or name in sys.stdlib_module_names:
        return f"module_{name}".rstrip("_")
    return name


def _spec(draft: ModuleDraft, names: Mapping[str, str], requirements: Requirements) -> ModuleSpec:
    return ModuleSpec(
        name=names[draft.name],
        purpose=draft.purpose,
        entry=draft.entry,
        depends_on=tuple(dict.fromkeys(names.get(other) or module_name(other) for other in draft.depends_on)),
        checks=tuple(check.check for check in draft.checks),
        performance=requirements.performance,
    )

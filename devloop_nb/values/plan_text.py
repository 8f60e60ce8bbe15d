"""A plan as YAML that people read and edit, and back."""

from typing import Any

import yaml
from pydantic import ValidationError

from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan import ModuleSpec, Plan

FORMAT = "A plan is a list under modules:, each with name, purpose, entry, depends_on, checks and performance."


def plan_text(plan: Plan) -> str:
    """The modules in their order; what is not set is left out."""
    modules = [module.model_dump(mode="json", exclude_defaults=True) for module in plan.modules]
    return yaml.safe_dump({"modules": modules}, sort_keys=False, allow_unicode=True, width=110)


def parse_plan(text: str, place: str = "the plan") -> Plan:
    """The plan that somebody wrote; ``place`` names the text. Raises ``BadInput`` with the first mistake."""
    try:
        return Plan(modules=_modules(yaml.safe_load(text), place), by="user")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"{place}, line {mark.line + 1}" if mark else place
        raise BadInput(f"{line} is not YAML", str(getattr(error, "problem", None) or "it cannot be read")) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadInput(f"{place} is no plan", f"{where}: {first['msg']}", FORMAT) from None


def _modules(said: Any, place: str) -> tuple[ModuleSpec, ...]:
    listed = said.get("modules") if isinstance(said, dict) else said
    if not isinstance(listed, list) or (isinstance(said, dict) and len(said) > 1):
        raise BadInput(f"{place} is no plan", mend=FORMAT)
    return tuple(ModuleSpec.model_validate(_spelled(module)) for module in listed)


def _spelled(module: Any) -> Any:
    """A check may be one sentence."""
    if not isinstance(module, dict) or not isinstance(module.get("checks"), list):
        return module
    checks = [{"says": check} if isinstance(check, str) else check for check in module["checks"]]
    return {**module, "checks": checks}

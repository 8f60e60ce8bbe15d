"""The user's tests -> test files, each with the module it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from devloop_nb.values.imports import import_line, imported_names, unbound_names
from devloop_nb.values.plan import INTEGRATION, ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.suite import Provenance, SuiteFile


@dataclass(frozen=True)
class UserTests:
    """Files by module, those about several modules, and those held back."""

    units: dict[str, tuple[SuiteFile, ...]] = field(default_factory=dict)
    integration: tuple[SuiteFile, ...] = ()
    hidden: tuple[SuiteFile, ...] = ()


def user_tests(requirements: Requirements, plan: Plan, examples: str = "") -> UserTests:
    """A block belongs to the one module it imports, or the one that builds on the others.

    One over modules that do not build on each other is an integration test, as are those that are called so.
    """
    units: dict[str, tuple[SuiteFile, ...]] = {}
    integration: tuple[SuiteFile, ...] = ()
    over_all = _joined(requirements.integration_tests, plan)
    for source in _joined(requirements.tests, plan):
        if home := _home(source, plan):
            units[home] = (*units.get(home, ()), _file(home, source, "user", units.get(home, ())))
        else:
            over_all.append(source)
    for source in over_all:
        integration += (_file(INTEGRATION, source, "user", integration),)
    if examples:
        home = plan.names[-1]
        file = SuiteFile(name=f"test_{home}_examples.py", source=_bound(examples, home), provenance="example")
        units[home] = (*units.get(home, ()), file)
    hidden: tuple[SuiteFile, ...] = ()
    for source in _joined(requirements.hidden_tests, plan):
        hidden += (_file(f"{requirements.name}_hidden", source, "hidden", hidden),)
    return UserTests(units, integration, hidden)


def model_file(module: str, source: str) -> SuiteFile:
    """The file of the tests that a model wrote."""
    return SuiteFile(name=f"test_{module}_model.py", source=_bound(source, module), provenance="model")


def integration_spec(plan: Plan) -> ModuleSpec | None:
    """What the plan wants to be tested of its modules together, as if that were a module on top of all."""
    checks = tuple(check for module in plan.modules for check in module.checks if check.kind == "integration")
    if not checks or len(plan.modules) < 2:
        return None
    told = [f"{module.name} ({module.entry})" if module.entry else module.name for module in plan.modules]
    purpose = f"None: it stands for all modules together, {', '.join(told)}"
    return ModuleSpec(name=INTEGRATION, purpose=purpose, depends_on=plan.names, checks=checks)


def integration_file(plan: Plan, source: str) -> SuiteFile:
    """The file of the tests over all modules that a model wrote."""
    return model_file(INTEGRATION, _bound(source, plan.names[-1]))


def _joined(sources: Iterable[str], plan: Plan) -> list[str]:
    """Blocks that import nothing to be built continue the block before; a lone one gets its imports."""
    joined: list[str] = []
    for source in sources:
        if set(imported_names(source)) & set(plan.names) or not joined:
            joined.append(source)
        else:
            joined[-1] = f"{joined[-1].rstrip()}\n\n\n{source}"
    return [_bound(source, plan.names[-1]) for source in joined]


def _home(source: str, plan: Plan) -> str:
    """The one of the imported modules that depends on all others of them; empty where there is none."""
    imported = {name for name in plan.names if name in imported_names(source)} or {plan.names[-1]}
    return next((name for name in imported if imported <= {name, *plan.below(name)}), "")


def _bound(source: str, module: str) -> str:
    """The source with imports for the names it uses and never binds, as notebook cells often do."""
    missing = unbound_names(source)
    known = [line for name in missing if (line := import_line(name))]
    ours = [name for name in missing if not import_line(name)]
    lines = [*known, *([f"from {module} import {', '.join(ours)}"] if ours else [])]
    return "\n".join([*lines, "", source]) if lines else source


def _file(stem: str, source: str, provenance: Provenance, before: tuple[SuiteFile, ...]) -> SuiteFile:
    number = f"_{len(before) + 1}" if before else ""
    return SuiteFile(name=f"test_{stem}{number}.py", source=source.rstrip() + "\n", provenance=provenance)

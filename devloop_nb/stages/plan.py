"""Requirements -> plan: read off the requirements where they leave no choice, else made sound."""

import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions

from devloop_nb.values.distributions import LIBRARIES, named_library
from devloop_nb.values.errors import BadInput
from devloop_nb.values.imports import imported_names
from devloop_nb.values.plan import Check, ModuleSpec, Plan
from devloop_nb.values.requirements import Performance, Requirements


def modules_to_build(requirements: Requirements) -> tuple[str, ...]:
    """Modules that the user's tests import and that nobody else provides, in order of appearance."""
    sources = (*requirements.shown_tests, *requirements.hidden_tests)
    found = dict.fromkeys(name for source in sources for name in imported_names(source))
    foreign = sys.stdlib_module_names | LIBRARIES | {named_library(library)[0] for library in requirements.libraries}
    open_names = [name for name in found if name == requirements.name or name not in foreign]
    if all(name == requirements.name for name in open_names):
        return tuple(open_names)
    installed = packages_distributions()
    return tuple(name for name in open_names if name == requirements.name or name not in installed)


def plan_of(requirements: Requirements) -> Plan | None:
    """The one-module plan, where the entry or the tests leave no choice; ``None`` where a model must plan."""
    wanted = modules_to_build(requirements)
    texts = (requirements.goal, requirements.notes, *requirements.criteria)
    pinned = requirements.entry or wanted or requirements.shown_tests or any(">>>" in text for text in texts)
    if len(wanted) > 1 or not pinned:
        return None
    name = wanted[0] if wanted else requirements.name
    module = ModuleSpec(
        name=name,
        purpose=requirements.goal,
        entry=requirements.entry,
        checks=tuple(Check(says=criterion) for criterion in requirements.criteria),
        performance=requirements.performance,
    )
    return Plan(modules=(module,), by="requirements", notes=("the requirements name the only module",))


def sound_plan(plan: Plan, requirements: Requirements) -> Plan:
    """The plan without duplicates, unknown or circular dependencies, or modules that nobody needs.

    Where no user wrote it, a module without targets of its own has those of the requirements.

    Every mend is a note. Raises ``BadInput`` where no module is left.
    """
    wanted = modules_to_build(requirements)
    notes = list(plan.notes)
    modules = _unique(plan.modules, notes)
    modules |= {name: _missing(name, requirements, notes) for name in wanted if name not in modules}
    modules = _acyclic(modules, notes)
    if plan.by != "user":
        modules = {name: _with_targets(module, requirements) for name, module in modules.items()}
    if wanted:
        modules = _needed(modules, wanted, notes)
    if not modules:
        raise BadInput("the plan has no modules", mend="Say in the goal what to build, or give an entry or a test.")
    return Plan(modules=tuple(modules.values()), by=plan.by, notes=tuple(notes))


def _unique(modules: Iterable[ModuleSpec], notes: list[str]) -> dict[str, ModuleSpec]:
    found: dict[str, ModuleSpec] = {}
    for module in modules:
        if module.name in found:
            notes.append(f"{module.name} was planned twice; the first one is kept")
        found.setdefault(module.name, module)
    return found


def _with_targets(module: ModuleSpec, requirements: Requirements) -> ModuleSpec:
    targets = requirements.performance if module.performance == Performance() else module.performance
    return module.model_copy(update={"performance": targets})


def _missing(name: str, requirements: Requirements, notes: list[str]) -> ModuleSpec:
    notes.append(f"{name} was not planned, but the tests import it")
    return ModuleSpec(name=name, purpose=requirements.goal, performance=requirements.performance)


def _acyclic(modules: dict[str, ModuleSpec], notes: list[str]) -> dict[str, ModuleSpec]:
    """Depth first, a dependency that leads back to where the walk came from is dropped."""
    kept: dict[str, tuple[str, ...]] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        sound = []
        for other in dict.fromkeys(modules[name].depends_on):
            if other not in modules:
                notes.append(f"{name} depended on {other}, which is not planned")
            elif other in (*trail, name):
                notes.append(f"{name} depended on {other}, which leads back to {name}; that is dropped")
            else:
                sound.append(other)
                if other not in kept:
                    visit(other, (*trail, name))
        kept[name] = tuple(sound)

    for name in modules:
        if name not in kept:
            visit(name, ())
    return {name: module.model_copy(update={"depends_on": kept[name]}) for name, module in modules.items()}


def _needed(modules: dict[str, ModuleSpec], wanted: Iterable[str], notes: list[str]) -> dict[str, ModuleSpec]:
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(modules[name].depends_on)
    notes.extend(f"{name} is left out: nobody needs it" for name in modules if name not in needed)
    return {name: module for name, module in modules.items() if name in needed}

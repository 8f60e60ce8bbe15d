"""A move -> what the coder is told, and the draft it writes."""

from collections.abc import Mapping

from devloop_nb.ports.world import World
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.existing import interfaces_for
from devloop_nb.values.memory import remembered
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements


async def generate(spec: ModuleSpec, move: Move, module: ModuleState, code: Mapping[str, str], world: World) -> Draft:
    """The draft for ``move``; ``code`` is the best code of every module that has any."""
    if move.kind == "again" and move.parent and (known := module.attempts[move.parent - 1].draft):
        return known.model_copy(update={"calls": ()})
    requirements = world.log.state.requirements
    if requirements is None:
        raise ValueError("a run begins with its requirements")
    state = world.log.state
    told = requirements.told(state.helm.notes_for(spec.name))
    brief = make_brief(spec, move, module, code, told)
    planned = state.plan.modules if state.plan else ()
    others = [other for other in planned if other.name != spec.name]
    parts = {
        "earlier": remembered(module.attempts[module.before :], move.parent),
        "others": tuple(other for other in others if other.name not in brief.dependencies),
        "existing": interfaces_for(spec, told, world.existing, [other.name for other in others]),
        "project": f"Python {state.versions['python']}" if "python" in state.versions else "",
    }
    return await world.coder.write_code(brief.model_copy(update=parts))


def make_brief(
    spec: ModuleSpec, move: Move, module: ModuleState, code: Mapping[str, str], requirements: Requirements
) -> Brief:
    """What the coder may know: no held-back test, and of other modules only those it depends on."""
    parent = module.attempts[move.parent - 1] if move.parent else None
    suite = module.suite
    return Brief(
        module=spec,
        requirements=requirements.model_copy(update={"hidden_tests": ()}),
        tests=tuple(file.source for file in suite.files) if suite else (),
        move=move,
        dependencies={name: code[name] for name in spec.depends_on if name in code},
        previous=parent.code if parent else "",
        feedback="\n\n".join(filter(None, (module.sent_back, parent.feedback if parent else ""))),
    )

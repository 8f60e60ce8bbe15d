"""A good attempt -> what the gates say of it."""

from collections.abc import Mapping

from devloop_nb.ports import World
from devloop_nb.stages.gates.judging import Evidence, judge_gates
from devloop_nb.values.errors import PackageMissing
from devloop_nb.values.gate import EXTRA, GateResult, gates_of
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite

IMPORT = ("start_seconds", "import_mib")
TOOLS = ("security", "style", "complexity", "types")


async def pass_gates(
    module: str, sources: Mapping[str, str], suite: Suite, outcome: Outcome, world: World
) -> tuple[GateResult, ...]:
    """Measures what the gates want to know, and judges it; nothing is measured for a gate that is off."""
    gates = gates_of(world.log.state.settings.gates)
    on = {name for name, gate in gates.items() if gate.mode != "off"}
    plan = world.log.state.plan
    evidence = Evidence(
        module=module,
        sources=sources,
        tests=tuple(file.source for file in suite.files),
        outcome=outcome,
        several=plan is not None and len(plan.modules) > 1,
        checked=await world.checkers.check(module, sources, on & {*TOOLS}, gates["complexity"].limit or 0),
        covered=await world.runner.cover(sources, suite, world.limits.patient) if "coverage" in on else None,
        cost=await world.runner.measure_import(sources, module, world.limits) if on & {*IMPORT} else None,
    )
    return judge_gates(evidence, gates)


def check_gates(world: World) -> None:
    """Raises ``PackageMissing`` where a gate that the user set to block cannot be run."""
    gates = gates_of(world.log.state.settings.gates)
    demanded = [name for name, gate in gates.items() if gate.mode == "block" and gate.asked]
    for name, why in world.checkers.absent(demanded).items():
        what = f"the gate {name} is set to block and cannot be run"
        raise PackageMissing(what, why, f"{EXTRA}, or set it to warn.", [])

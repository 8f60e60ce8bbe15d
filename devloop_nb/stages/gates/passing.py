"""A good attempt -> what the gates say of it."""

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from devloop_nb.ports.world import World
from devloop_nb.stages.gates.judging import Evidence, judge_gates
from devloop_nb.values.errors import EnvironmentProblem
from devloop_nb.values.gate import GateResult
from devloop_nb.values.gates import gates_of
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite

T = TypeVar("T")
IMPORT = ("start_seconds", "import_mib")
TOOLS = ("security", "style", "complexity", "types")


async def pass_gates(
    module: str, sources: Mapping[str, str], suite: Suite, outcome: Outcome, world: World
) -> tuple[GateResult, ...]:
    """Measures what the gates want to know, and judges it; nothing is measured for a gate that is off."""
    gates = gates_of(world.log.state.settings.gates)
    on = {name for name, gate in gates.items() if gate.mode != "off"}
    plan, runner = world.log.state.plan, world.runner
    checked, covered, cost = await asyncio.gather(
        world.checkers.check(module, sources, on & {*TOOLS}, gates["complexity"].limit or 0),
        _unless(runner.cover(sources, suite, world.limits.patient), "coverage" not in on),
        _unless(runner.measure_import(sources, module, world.limits), not on & {*IMPORT}),
    )
    evidence = Evidence(
        module=module,
        sources=sources,
        tests=tuple(file.source for file in suite.files),
        outcome=outcome,
        several=plan is not None and len(plan.modules) > 1,
        checked=checked,
        covered=covered,
        cost=cost,
    )
    return judge_gates(evidence, gates)


async def _unless(measuring: Coroutine[Any, Any, T], off: bool) -> T | None:
    if off:
        measuring.close()
        return None
    return await measuring


def check_gates(world: World) -> None:
    """Raises ``EnvironmentProblem`` where a gate that the user set to block cannot be run."""
    gates = gates_of(world.log.state.settings.gates)
    demanded = [name for name, gate in gates.items() if gate.mode == "block" and gate.asked]
    for name, why in world.checkers.absent(demanded).items():
        what = f"the gate {name} is set to block and cannot be run"
        raise EnvironmentProblem(what, why, f"Or say {name}=warn.")

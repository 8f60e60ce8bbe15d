"""A plan as the view draws it: its modules, what each is to be, and what it has come to."""

from typing import Any

from devloop_nb.frontends.plans import plan_to_show
from devloop_nb.frontends.widgets.forecast import plan_forecast
from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.values.plan import PERFORMANCE, ModuleSpec, Plan
from devloop_nb.values.plan_text import plan_text
from devloop_nb.values.requirements import Performance
from devloop_nb.values.run_state import RunState
from devloop_nb.values.suite import is_timed

MOST_TESTS = 100


def plan_body(state: RunState) -> dict[str, Any]:
    """The plan that is asked about, else the one that is built. Raises ``NotFound``."""
    plan = plan_to_show(state)
    return {
        "by": plan.by,
        "notes": [one_line(note, 400) for note in plan.notes],
        "text": plan_text(plan),
        "modules": [_module(module, plan, state) for module in plan.modules],
        "forecast": plan_forecast(plan, state),
    }


def _module(spec: ModuleSpec, plan: Plan, state: RunState) -> dict[str, Any]:
    built = state.modules.get(spec.name) if state.plan else None
    suite = built.suite if built else None
    best = built.best if built else None
    return {
        "name": spec.name,
        "purpose": one_line(spec.purpose, 300),
        "entry": plain(spec.entry, 400),
        "needs": [name for name in spec.depends_on if name in plan.names],
        "depth": _depth(spec, plan),
        "status": built.status if built else "planned",
        "lines": len(best.code.splitlines()) if best else None,
        "tests": [_test(name) for name in suite.expected[:MOST_TESTS]] if suite else [],
        "checks": [[check.kind, one_line(check.told, 200)] for check in spec.checks[:MOST_TESTS]],
        "performance": _targets(spec.performance),
    }


def _test(test: str) -> str:
    """Its name, and its kind where that is no unit test."""
    name = one_line(test.rpartition("::")[2], 120)
    return f"{PERFORMANCE}: {name}" if is_timed(test) else name


def _depth(spec: ModuleSpec, plan: Plan) -> int:
    """The layer it is drawn in: above all that it needs."""
    below = [plan.module(name) for name in spec.depends_on if name in plan.names]
    return 1 + max((_depth(module, plan) for module in below), default=-1)


def _targets(performance: Performance) -> str:
    told = [
        performance.time,
        f"{performance.seconds:g} s" if performance.seconds else "",
        f"{performance.memory_mib:g} MiB" if performance.memory_mib else "",
    ]
    return ", ".join(filter(None, told))

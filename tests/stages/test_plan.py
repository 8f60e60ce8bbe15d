"""Plans read off the requirements, and plans of a model made sound."""

import pytest

from devloop_nb.stages.plan import modules_to_build, plan_of, sound_plan
from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Performance, Requirements

TARGETS = Performance(seconds=2)


def asked(**parts: object) -> Requirements:
    return Requirements(name="scale", goal="Scale numbers to 0..1", **parts)


def planned(**depends: tuple[str, ...]) -> Plan:
    modules = tuple(ModuleSpec(name=name, purpose=name, depends_on=on) for name, on in depends.items())
    return Plan(modules=modules, by="model")


def test_only_what_nobody_else_provides_is_to_be_built() -> None:
    tests = ("import json, numpy, pytest\nfrom scale import scale\nfrom bounds import low\nimport scipy.stats",)
    assert modules_to_build(asked(tests=tests, libraries={"scipy": ()})) == ("scale", "bounds")


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ({"entry": "scale(xs)"}, ("scale",)),
        ({"tests": ("from scale import scale",)}, ("scale",)),
        ({"tests": ("from squash import squash",)}, ("squash",)),
        ({"tests": ("def test(): assert scale([1]) == [0]",)}, ("scale",)),
        ({"notes": ">>> scale([1])\n[0]"}, ("scale",)),
        ({}, None),
        ({"tests": ("import scale, bounds_of",)}, None),
    ],
)
def test_a_model_plans_only_where_there_is_a_choice(parts: dict, names: tuple[str, ...] | None) -> None:
    plan = plan_of(asked(**parts))
    assert (plan.names if plan else None) == names


def test_a_cycle_is_broken_and_said() -> None:
    plan = sound_plan(planned(a=("b",), b=("c",), c=("a",)), asked())
    assert plan.order == ("c", "b", "a")
    assert any("leads back" in note for note in plan.notes)


def test_unknown_dependencies_and_duplicates_are_dropped_and_said() -> None:
    twice = planned(a=("ghost", "b", "b"), b=())
    plan = sound_plan(Plan(modules=(*twice.modules, *twice.modules), by="model"), asked())
    assert plan.names == ("a", "b")
    assert plan.module("a").depends_on == ("b",)
    assert sum("twice" in note for note in plan.notes) == 2
    assert any("ghost" in note for note in plan.notes)


def test_what_the_tests_import_is_built_and_what_nobody_needs_is_not() -> None:
    tests = ("from scale import scale\nfrom bounds_of import low",)
    plan = sound_plan(planned(scale=("ranges",), ranges=(), logging_of=()), asked(tests=tests, performance=TARGETS))
    assert set(plan.names) == {"scale", "ranges", "bounds_of"}
    assert plan.module("bounds_of").performance == TARGETS
    assert any("logging_of is left out" in note for note in plan.notes)
    assert any("bounds_of was not planned" in note for note in plan.notes)


def test_an_empty_plan_is_refused() -> None:
    with pytest.raises(BadInput, match="no modules"):
        sound_plan(Plan(modules=(), by="model"), asked())


def test_targets_of_the_requirements_hold_for_each_module_unless_the_plan_says_otherwise() -> None:
    own = Performance(seconds=9)
    low, high = planned(low=(), high=("low",)).modules
    modules = (low, high.model_copy(update={"performance": own}))
    told = sound_plan(Plan(modules=modules, by="scripted"), asked(performance=TARGETS))
    assert [module.performance for module in told.modules] == [TARGETS, own]
    edited = sound_plan(Plan(modules=modules, by="user"), asked(performance=TARGETS))
    assert [module.performance for module in edited.modules] == [Performance(), own]

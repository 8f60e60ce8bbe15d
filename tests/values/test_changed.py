"""The quick way to change a frozen dataclass makes what the long way makes."""

from dataclasses import fields, replace

from devloop_nb.values.attempt import Attempt, Move
from devloop_nb.values.changed import changed
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState


def test_it_is_what_replace_makes() -> None:
    module = ModuleState("m", attempts=(Attempt(module="m", move=Move(kind="draft", number=1)),))
    for value, parts in (
        (module, {"status": "red", "reason": "r"}),
        (RunState(run="r"), {"seq": 3, "stage": "done"}),
    ):
        new = changed(value, **parts)
        assert new == replace(value, **parts) and type(new) is type(value)
        assert [each.name for each in fields(new)] == [*vars(new)]


def test_what_was_cached_is_left_behind() -> None:
    module = ModuleState("m")
    assert module.standing.seen == 0
    more = changed(module, attempts=(Attempt(module="m", move=Move(kind="draft", number=1)),))
    assert more.standing.seen == 1

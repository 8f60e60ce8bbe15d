"""Mistakes put into code."""

import ast

from devloop_nb.values.mutants import mutants

CODE = '''
def scale(xs, top=1):
    """Scales."""
    if not xs or len(xs) < 2:
        return []
    low, high = min(xs), max(xs)
    return [top * (x - low) / (high - low) for x in xs if x is not None]
'''


def test_each_has_one_mistake() -> None:
    made = mutants(CODE, 100)
    plain = ast.unparse(ast.parse(CODE)).splitlines()
    assert len(set(made)) == len(made) >= 8
    for each in made:
        lines = each.splitlines()
        assert sum(one != other for one, other in zip(plain, lines, strict=True)) == 1
        compile(each, "mutant", "exec")


def test_they_are_spread_over_the_code_and_bounded() -> None:
    every, some = mutants(CODE, 100), mutants(CODE, 4)
    assert len(some) == 4
    assert set(some) < set(every)
    assert mutants(CODE, 4) == some


def test_where_there_is_nothing_to_change_there_is_none() -> None:
    assert mutants("x = (", 5) == ()
    assert mutants("", 5) == ()
    assert mutants("def f(): ...", 5) == ()

"""The order of stored attempts under another score."""

from devloop_nb.values.ranking import Entry, rank_entries


def entry(number: int, total: float, **more: object) -> Entry:
    known = {"tests": total, "performance": total, "passed": 1, "expected": 2, "blocked": False, "broke": False}
    known |= {"code": True, "gated": False, "accepted": False, "run": "r", "module": "m"}
    return Entry.model_validate({**known, "number": number, "total": total, **more})


def test_the_new_order_stands_beside_the_old() -> None:
    ranked = rank_entries([entry(1, 0.9), entry(2, 0.8), entry(3, 0.7)], [0.2, 0.8, 0.9], 0.8)
    assert [(each.entry.number, each.now, each.old) for each in ranked] == [(3, 1, 3), (2, 2, 2), (1, 3, 1)]
    assert [each.passes for each in ranked] == [True, True, False]
    assert [each.wins for each in ranked] == [True, False, False]


def test_of_equals_the_earlier_is_first_and_code_before_none() -> None:
    ranked = rank_entries([entry(1, 0.5, code=False), entry(2, 0.5), entry(3, 0.5)], [0.5] * 3, 1.0)
    assert [each.entry.number for each in ranked] == [2, 3, 1]
    assert not any(each.wins for each in ranked)


def test_what_broke_comes_last_and_what_is_blocked_is_not_accepted() -> None:
    attempts = [entry(1, 1.0, broke=True), entry(2, 0.99, blocked=True), entry(3, 0.9)]
    ranked = rank_entries(attempts, [1.0, 0.99, 0.9], 0.9)
    assert [(each.entry.number, each.wins) for each in ranked] == [(2, False), (3, True), (1, False)]


def test_each_module_of_each_run_has_its_own_winner() -> None:
    attempts = [entry(1, 1.0), entry(1, 0.9, module="n"), entry(1, 0.8, run="s"), entry(2, 0.9, run="s")]
    ranked = rank_entries(attempts, [1.0, 0.9, 0.8, 0.9], 0.5)
    winners = {(each.entry.run, each.entry.module, each.entry.number) for each in ranked if each.wins}
    assert winners == {("r", "m", 1), ("r", "n", 1), ("s", "m", 2)}

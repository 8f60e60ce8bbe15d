"""Acceptances are stepped through and never lost."""

from devloop_nb.values.acceptances import Acceptance, Acceptances


def test_undo_and_redo_step_through_what_was_accepted() -> None:
    past = Acceptances().then(Acceptance(2)).then(Acceptance(1, by_hand=True))
    assert (past.now, past.undone) == (Acceptance(1, by_hand=True), None)
    once = past.undo()
    assert (once.now, once.undone) == (Acceptance(2), Acceptance(1, by_hand=True))
    assert once.undo().now is None
    assert once.undo().undo() == once.undo()
    assert once.redo() == past
    assert past.redo() == past


def test_a_new_acceptance_takes_the_place_of_what_was_undone() -> None:
    past = Acceptances().then(Acceptance(1)).then(Acceptance(2)).undo().then(Acceptance(3))
    assert [each.number for each in past.made] == [1, 3]
    assert past.undone is None
    assert past.undo().now == Acceptance(1)

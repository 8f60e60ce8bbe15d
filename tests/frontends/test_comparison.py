"""Two runs or attempts beside each other."""

import pytest
from report_states import CODES, failing, solved

from devloop_nb.values.comparison import compare_sides
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.side import Which


def test_words_name_runs_and_attempts() -> None:
    assert Which.read("scale") == Which("scale")
    assert Which.read("scale:2") == Which("scale", "", 2)
    assert Which.read("scale:core:2") == Which("scale", "core", 2)
    assert Which.read("2") == Which("", "", 2)
    for word in ("scale:core", "a:b:c:1", "scale:x"):
        with pytest.raises(BadInput, match="neither a run nor an attempt"):
            Which.read(word)


def test_flipped_tests_come_first_and_are_counted() -> None:
    state = solved()
    found = compare_sides(Which("", "", 1).side(state), Which("", "", 3).side(state))
    assert [(flip.kind, flip.test) for flip in found.flips] == [
        ("mended", "test_scale.py::test_empty"),
        ("mended", "test_scale.py::test_equal"),
    ]
    assert (found.shared, found.a.passed, found.b.passed) == (3, 1, 3)
    assert found.gain is not None and found.gain.mean == pytest.approx(2 / 3)
    assert 0 <= found.gain.low <= found.gain.mean <= found.gain.high <= 1
    back = compare_sides(found.b, found.a)
    assert {flip.kind for flip in back.flips} == {"broken"}
    assert found.a.code == {"scale": CODES[0]}
    assert (found.a.calls, found.a.tokens) == (1, 258)


def test_runs_are_compared_with_all_their_calls_and_attempts() -> None:
    found = compare_sides(Which("").side(solved()), Which("").side(failing()))
    assert found.a.calls == 4 and found.a.tokens == 4 * 258
    assert found.scores[0] is not None and found.scores[0].n == 3
    assert {flip.kind for flip in found.flips} == {"only one"}
    assert found.gain is None


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="has no attempt 9"):
        Which("", "", 9).side(solved())
    with pytest.raises(NotFound, match="which module"):
        Which("", "other", 1).side(solved())

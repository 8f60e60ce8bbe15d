"""No forgery is accepted when it is sealed, and no honest program is refused."""

import pytest
from forgery_suite import FORGED, HERE, HONEST, LIMITS, accepted_in_process, forgery_suite, honest_program, tried

from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed
from devloop_nb.values.suite import Suite

SOLUTION = """
def scale(xs):
    if isinstance(xs, str):
        raise TypeError("no numbers")
    if not xs:
        raise ValueError("empty")
    low, spread = min(xs), max(xs) - min(xs)
    return [(x - low) / spread if spread else 0.0 for x in xs]
"""
# Who keeps an honest program from being sealed.
NOT_SEALED = {
    "derived": "tests",
    "files": "tests",
    "given_objects": "tests",
    "looked_at": "tests",
    "patched": "tests",
    "seeded": "tests",
    "keeps": "code",
    "own_equality": "code",
    "own_list": "code",
}


@pytest.mark.parametrize("name", FORGED)
def test_no_forgery_is_accepted_when_it_is_sealed(name: str, fenced: None) -> None:
    in_process, sealed = tried({"scale": FORGED[name]}, forgery_suite(), LIMITS)
    assert in_process.verdict == "in-process"
    assert (in_process.status == "passed") == (name in accepted_in_process())
    if isinstance(sealed, NotSealed):
        assert sealed.by == "code"
    else:
        assert sealed.verdict == "sealed"
        assert sealed.status != "passed"
        assert sealed.expected == 8
        assert sealed.failing


def test_the_solution_is_accepted(fenced: None) -> None:
    in_process, sealed = tried({"scale": SOLUTION}, forgery_suite(), LIMITS)
    assert isinstance(sealed, type(in_process))
    assert (in_process.status, sealed.status) == ("passed", "passed")
    assert [case.id for case in sealed.tests] == list(forgery_suite().expected)


def test_there_are_enough_of_them() -> None:
    assert len(FORGED) >= 30
    assert len(HONEST) >= 12
    assert len(set(HONEST) - set(NOT_SEALED)) >= 12
    assert set(accepted_in_process()) < set(FORGED)


@pytest.mark.parametrize("name", HONEST)
def test_no_honest_program_is_refused(name: str, fenced: None) -> None:
    in_process, sealed = tried(*honest_program(name), Limits())
    assert not [case for case in in_process.failing if case.outcome not in ("skipped", "xfailed")]
    if name in NOT_SEALED:
        assert isinstance(sealed, NotSealed)
        assert sealed.by == NOT_SEALED[name]
    else:
        assert not isinstance(sealed, NotSealed), sealed
        assert sealed.verdict == "sealed"
        assert {case.id: case.outcome for case in sealed.tests} == {
            case.id: case.outcome for case in in_process.tests
        }


def test_cases_known_by_heart_are_no_forgery_and_fail_held_back_tests(fenced: None) -> None:
    code = {"scale": (HERE / "learnt" / "visible_cases.py").read_text()}
    suite = forgery_suite()
    _, visible = tried(code, suite, LIMITS)
    held_back = suite.files[0].model_copy(update={"source": suite.files[0].source.replace("[4, 2, 3]", "[9, 7, 8]")})
    _, hidden = tried(code, Suite(module="scale", files=(held_back,)), LIMITS)
    assert not isinstance(visible, NotSealed)
    assert not isinstance(hidden, NotSealed)
    assert visible.status == "passed"
    assert hidden.status == "failed"

"""From criteria and marks to the matrix, and from remarks to a review."""

import pytest

from devloop_nb.stages.compliance.matrix import Ran, matrix
from devloop_nb.stages.review import CANNOT, judge_remarks
from devloop_nb.values.compliance import Claim, Row, criteria_of
from devloop_nb.values.covered import Covered
from devloop_nb.values.finding import Finding
from devloop_nb.values.marks import marked
from devloop_nb.values.outcome import CaseOutcome, CaseResult, Outcome
from devloop_nb.values.review import Remarks
from devloop_nb.values.suite import Suite, SuiteFile

MARKS = '''
import pytest
@pytest.mark.must("M1")
def test_mark(): pass
# M2
def test_above(): pass
def test_inside():
    # shows M3
    pass
def test_docstring():
    """M4: a thing
    of two lines."""
class TestAll:
    def test_m5_name(self): pass
def test_none(): assert "M60" and "m6"
'''
FILE = SuiteFile(name="test_a.py", source=MARKS, provenance="user")


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ("MUST sort", "M1"),
        ("[MUST] sort", "M1"),
        ("must: sort", "M1"),
        ("  MUST: sort", "M1"),
        ("SHOULD sort", "S1"),
        ("It MUST sort", "C1"),
        ("must sort", "C1"),
        ("MUSTARD is yellow", "C1"),
        ("Sorts", "C1"),
    ],
)
def test_only_what_begins_with_must_is_one(line: str, id: str) -> None:
    assert criteria_of([line])[0].id == id


def test_marks_are_found_wherever_they_stand() -> None:
    criteria = criteria_of(["MUST a"] * 6)
    assert {id: claim.tests for id, claim in marked([FILE], criteria).items()} == {
        "M1": ("test_a.py::test_mark",),
        "M2": ("test_a.py::test_above",),
        "M3": ("test_a.py::test_inside",),
        "M4": ("test_a.py::test_docstring",),
        "M5": ("test_a.py::TestAll::test_m5_name",),
    }


def row(claim: Claim, outcome: CaseOutcome = "passed", covered: Covered | None = None) -> Row:
    ids = ("test_a.py::test_p[1]", "test_a.py::test_p[2]")
    cases = (CaseResult(id=ids[0], outcome="passed"), CaseResult(id=ids[1], outcome=outcome))
    lines = Covered(tests={ids[0]: {"a": (2, 3)}, ids[1]: {"a": (2, 5), "b": (9,)}})
    suite = Suite(module="a", files=(SuiteFile(name="test_a.py", source="", provenance="user"),), expected=ids)
    ran = Ran(suite, Outcome(status="passed", tests=cases), covered or lines)
    return matrix(criteria_of(["MUST a"]), {}, {"M1": claim}, [ran])[0]


def test_a_claim_holds_where_all_its_cases_pass_and_run_the_lines() -> None:
    proved = row(Claim(id="M1", tests=("test_a.py::test_p",)))
    assert (proved.status, proved.place) == ("proved", "a.py:2-3,5; b.py:9")
    assert row(Claim(id="M1", tests=("test_p",), module="a", lines=(5, 6))).lines == {"a": (5,)}


@pytest.mark.parametrize(
    ("claim", "outcome", "covered", "why"),
    [
        (Claim(id="M1", tests=("test_p",)), "failed", None, "test_a.py::test_p[2] did not pass"),
        (Claim(id="M1", tests=("test_q",)), "passed", None, "test_q is no test that counts"),
        (Claim(id="M1", tests=("test_p",), module="c"), "passed", None, "none of the lines of c.py"),
        (Claim(id="M1", tests=("test_p",), module="a", lines=(7, 8)), "passed", None, "none of the lines 7 to 8"),
        (Claim(id="M1", tests=("test_p",)), "passed", Covered(absent="pip install it"), "pip install it"),
        (Claim(id="M1", tests=("test_p",)), "passed", Covered(), "none of the lines of the code"),
    ],
)
def test_a_claim_that_does_not_hold_says_why(
    claim: Claim, outcome: CaseOutcome, covered: Covered | None, why: str
) -> None:
    found = row(claim, outcome, covered)
    assert (found.status, found.fails) == ("unsatisfied", True)
    assert why in found.why


def test_remarks_about_lines_that_do_not_exist_are_dropped_and_counted() -> None:
    there, gone = (
        Finding(severity="error", about="quality", says="x", file="a.py", line=n, rule="review") for n in (2, 3)
    )
    warned = Finding(severity="warning", about="types", says="y", file="a.py", line=1)
    review = judge_remarks(Remarks(findings=(there, gone)), "a = 1\nb = 2\n", [warned], (1, "model"))
    assert (review.critical, review.suggestions, review.dropped, review.by) == ((there,), (warned,), 1, "model")
    ruled = judge_remarks(None, "a = 1\n", [warned], (1, "model"))
    assert (ruled.by, ruled.note, ruled.findings) == ("rules", CANNOT, (warned,))
    useless = judge_remarks(Remarks(problem="the answer was empty"), "a = 1\n", [], (1, "model"))
    assert (useless.by, useless.note) == ("rules", "model gave no review that can be used (the answer was empty)")

"""What a kernel reported first stands: nothing that it says later of the same test, or of the suite, changes it."""

from typing import Any

from devloop_nb.kernels.reports import MIME, Reports

RECEIPT = {"kernel": "k", "pid": 1, "python": "3", "nonce": "n", "sources": {}, "suite": "s"}


def said(*reports: dict[str, Any]) -> Reports:
    taken = Reports("n", "request")
    for report in reports:
        taken.take({"msg_type": "display_data", "content": {"data": {MIME: {"nonce": "n", **report}}}})
    return taken


def test_the_first_outcome_of_a_test_stands() -> None:
    case = {"kind": "case", "id": "test_it.py::test_one"}
    reports = said({**case, "outcome": "failed"}, {**case, "outcome": "passed"})
    assert [each.outcome for each in reports.cases.values()] == ["failed"]


def test_the_first_list_of_tests_stands() -> None:
    told = {"kind": "collected", "problems": [], "receipt": RECEIPT, "stdout": "", "stderr": ""}
    assert said({**told, "ids": ["a", "b"]}, {**told, "ids": ["a"]}).collected == ("a", "b")


def test_a_figure_that_is_no_number_makes_no_report() -> None:
    case = {"kind": "case", "id": "a", "outcome": "passed"}
    assert not said({**case, "seconds": float("nan")}, {**case, "seconds": float("inf")}).cases
    assert said({**case, "seconds": 1.0}).cases

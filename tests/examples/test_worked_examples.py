"""What the READMEs of the two worked examples promise is what whoever types their commands sees."""

from pathlib import Path

import pytest
from played import ROOT, Run, play, run_devloop

from devloop_nb.values import events as ev

Played = tuple[list[int], list[str], dict[str, Run]]


@pytest.fixture(scope="module")
def email(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play("email_validation", tmp_path_factory.mktemp("email"))


@pytest.fixture(scope="module")
def invoices(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play("invoices", tmp_path_factory.mktemp("invoices"))


def test_each_command_ends_as_it_is_told(email: Played, invoices: Played) -> None:
    assert email[0] == [3, 0, 3], email[1]
    assert invoices[0] == [3, 0, 0, 0], invoices[1]
    assert email[2]["email_endpoint"].state.status == invoices[2]["invoices"].state.status == "success"


def test_a_spent_budget_is_raised_and_the_run_goes_on(email: Played) -> None:
    run = email[2]["email_endpoint"]
    (reached,) = run.of(ev.BudgetReached)
    first, last = run.of(ev.RunEnded)
    (resumed,) = run.of(ev.RunResumed)
    assert (reached.key, first.status, last.status) == ("code/validator/2", "stopped", "success")
    assert run.place(reached) < run.place(first) < run.place(resumed) < run.place(last)
    assert "Raise it with resume and --run-calls" in email[1][0]
    asked = [event.call.key for event in run.of(ev.CallEnded)]
    assert len(asked) == len({*asked}) == len(run.state.calls) == 11


def test_tests_that_prove_nothing_are_rejected_and_one_is_held_back(email: Played, invoices: Played) -> None:
    for (_, _, runs), name, module, test in (
        (email, "email_endpoint", "routes", "test_it_is_there"),
        (invoices, "invoices", "report", "test_it_can_be_called"),
    ):
        (proved,) = [each for each in runs[name].of(ev.SuiteProved) if each.suite.module == module]
        assert "passes on an empty stub" in proved.suite.rejected[f"test_{module}_model.py::{test}"]
    (rejected,) = invoices[2]["invoices"].of(ev.SuiteRejected)
    assert rejected.module == "report"
    assert "report: the tests that the model wrote are rejected, and it is asked for others" in invoices[1][3]
    run = email[2]["email_endpoint"]
    (models,) = [each for each in run.of(ev.SuiteProved) if each.suite.module == "models"]
    (hidden,) = run.of(ev.SuiteProved, hidden=True)
    assert models.held
    assert "models: 8 tests fail on a stub, 1 held back" in email[1][0]
    assert [file.provenance for file in hidden.suite.files] == ["hidden", "model"]
    (ran,) = run.of(ev.HiddenRun)
    assert ran.outcome.status == "passed"
    assert any(case.id.startswith(models.held.name) for case in ran.outcome.tests)


def test_a_quality_gate_that_fails_is_mended(email: Played) -> None:
    run = email[2]["email_endpoint"]
    first, second = run.of(ev.Gated, module="models")
    assert [result.gate for result in first.results if result.blocks] == ["stubs"]
    assert not [result for result in second.results if result.blocks]
    assert run.state.modules["models"].accepted == 2


def test_a_critical_finding_is_mended(email: Played) -> None:
    run = email[2]["email_endpoint"]
    first, second = run.of(ev.Reviewed, module="routes")
    (critical,) = first.review.critical
    routes = run.state.modules["routes"]
    assert "int(" in routes.attempts[0].code.splitlines()[critical.line - 1]
    assert not second.review.critical
    assert routes.accepted == 2
    (left,) = run.of(ev.SuggestionsLeft, module="routes")
    assert "attempt 2 was told of it and did not take it" in {each.reason for each in left.left}


def test_a_must_whose_proof_does_not_run_the_lines_is_no_success(email: Played) -> None:
    run = email[2]["mail_domain"]
    (complied,) = run.of(ev.Complied)
    assert [row.status for row in complied.rows] == ["proved", "unsatisfied"]
    assert run.state.modules["mail_domain"].status == "success"
    assert run.state.status == "partial"
    why = "test_a_domain_may_have_one_label runs none of line 8 of mail_domain.py"
    assert run.state.reason == f"M2 is not proved: {why}"


def test_the_proof_that_the_readme_speaks_of_makes_it_a_success(tmp_path: Path) -> None:
    # A copy of the example, with the test that is missing.
    folder = ROOT / "examples" / "email_validation"
    spec = (folder / "unproved.md").read_text("utf-8")
    more = "def test_no_at():  # M2\n    with pytest.raises(ValueError):\n        mail_domain('ada')\n\n\ndef test_a_"
    (tmp_path / "proved.md").write_text(spec.replace("def test_a_", more, 1), "utf-8")
    told = run_devloop(
        ["run", str(tmp_path / "proved.md"), "--lm", f"scripted:{folder / 'unproved.yaml'}"], tmp_path / "home"
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_question_times_out_and_is_approved_later(invoices: Played) -> None:
    _, said, runs = invoices
    run = runs["invoices"]
    (asked,) = run.of(ev.CheckpointReached)
    (answered,) = run.of(ev.CheckpointAnswered)
    ended = run.of(ev.RunEnded)
    assert (asked.checkpoint.about, asked.checkpoint.seconds) == ("plan", 2.0)
    assert "checkpoint timed out: nobody answered about plan" in ended[0].reason
    assert (answered.answer.choice, answered.answer.by) == ("approve", "user")
    assert run.place(asked) < run.place(ended[0]) < run.place(answered) < run.place(run.of(ev.PlanMade)[0])
    assert "Is this plan right" in said[1]


def test_a_loop_that_goes_in_circles_changes_its_ways(invoices: Played) -> None:
    moves = [event.move for event in invoices[2]["invoices"].of(ev.AttemptStarted, module="money")]
    assert [bool(move.stuck) for move in moves] == [False, False, True, True]
    assert moves[2].reason == "attempt 2 is the code of attempt 1 again: a higher temperature, 1.0"
    assert moves[3].reason.endswith("a fresh draft")


def test_what_breaks_what_had_passed_is_put_back(invoices: Played) -> None:
    run = invoices[2]["invoices"]
    (reverted,) = run.of(ev.AttemptReverted)
    assert (reverted.module, reverted.number, reverted.parent) == ("discounts", 2, 1)
    assert reverted.broke == ("test_discounts.py::test_half_a_cent_is_not_given_away",)
    assert run.state.modules["discounts"].attempts[2].move.parent == 1


def test_a_module_that_fails_integration_is_sent_back_and_every_criterion_is_proved(invoices: Played) -> None:
    run = invoices[2]["invoices"]
    assert run.state.plan
    assert (run.state.plan.below("report"), len(run.state.modules)) == ({*run.state.modules} - {"report"}, 6)
    assert [event.module for event in run.of(ev.ModuleReopened)] == ["report", "invoice"]
    assert [event.outcome.status for event in run.of(ev.Integrated)] == ["failed", "failed", "passed"]
    assert {row.status for row in run.state.compliance or ()} == {"proved"}

"""Criteria, claims and what was run -> the matrix: a pure decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from devloop_nb.values.compliance import Claim, Criterion, Row
from devloop_nb.values.covered import Covered, Lines
from devloop_nb.values.marks import likely
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite


@dataclass(frozen=True)
class Ran:
    """A suite, what came of it on the final code, and which lines its tests run; None where that was not measured."""

    suite: Suite
    outcome: Outcome | None
    covered: Covered | None = None


def matrix(
    criteria: Iterable[Criterion], marks: Mapping[str, Claim], claims: Mapping[str, Claim], ran: Iterable[Ran]
) -> tuple[Row, ...]:
    """A row for each criterion; a mark in a test comes before a claim."""
    suites = tuple(ran)
    return tuple(_row(each, marks.get(each.id), claims.get(each.id), suites) for each in criteria)


def _row(criterion: Criterion, mark: Claim | None, claim: Claim | None, ran: tuple[Ran, ...]) -> Row:
    if criterion.level == "other":
        return Row(criterion=criterion, status="not claimed", why="it does not begin with MUST or SHOULD")
    chosen = mark or claim
    if chosen is None:
        return Row(criterion=criterion, status="unsatisfied", why=_unmarked(criterion, ran))
    why, lines = _check(chosen, ran)
    told = {"lines": lines, "tests": chosen.tests, "by": "mark" if mark else "claim"}
    proof = {"status": "unsatisfied", "why": why} if why else {"status": "proved", "why": _whose(chosen, ran)}
    return Row.model_validate({"criterion": criterion, **told, **proof})


def _unmarked(criterion: Criterion, ran: tuple[Ran, ...]) -> str:
    near = likely((file for each in ran for file in each.suite.files), criterion)
    hint = f"; if {near} does, write # {criterion.id} into it" if near else ""
    return f"no test says that it shows {criterion.id}{hint}"


def _check(claim: Claim, ran: tuple[Ran, ...]) -> tuple[str, Lines]:
    """Why the claim does not hold, empty where it does; and the lines that its tests run."""
    lines: dict[str, set[int]] = {}
    for test in claim.tests:
        home = next((each for each in ran if _cases(test, each.suite.expected)), None)
        if home is None:
            return f"{test} is no test that counts", {}
        cases = _cases(test, home.suite.expected)
        if why := _not_passed(cases, home.outcome):
            return why, {}
        if home.covered is None or home.covered.absent:
            return f"the lines that it runs were not measured: {home.covered.absent if home.covered else ''}", {}
        for case in cases:
            for module, run in home.covered.tests.get(case, {}).items():
                lines.setdefault(module, set()).update(run)
    touched = {module: tuple(sorted(run)) for module, run in lines.items() if claim.module in ("", module)}
    if claim.lines:
        first, last = claim.lines
        touched = {module: tuple(line for line in run if first <= line <= last) for module, run in touched.items()}
    touched = {module: run for module, run in touched.items() if run}
    return (
        "" if touched else f"{' and '.join(claim.tests)} run{'s' * (len(claim.tests) == 1)} none of {_where(claim)}",
        touched,
    )


def _cases(test: str, expected: Iterable[str]) -> list[str]:
    return [
        case
        for case in expected
        if test in (case, case.partition("[")[0], case.partition("[")[0].rpartition("::")[2])
    ]


def _not_passed(cases: list[str], outcome: Outcome | None) -> str:
    passed = {case.id for case in outcome.tests if case.outcome == "passed"} if outcome else set()
    failed = [case for case in cases if case not in passed]
    return f"{failed[0]} did not pass" if failed else ""


def _where(claim: Claim) -> str:
    place = f"{claim.module}.py" if claim.module else "the code"
    first, last = claim.lines or (0, 0)
    if first == last:
        return f"line {first} of {place}" if first else f"the lines of {place}"
    return f"the lines {first} to {last} of {place}"


def _whose(claim: Claim, ran: tuple[Ran, ...]) -> str:
    files = {file.name: file.provenance for each in ran for file in each.suite.files}
    homes = {case for each in ran for test in claim.tests for case in _cases(test, each.suite.expected)}
    models = any(files.get(case.partition("::")[0]) == "model" for case in homes)
    return "by a test that the model wrote" if models else ""

"""What gates, reviewers and proofs said of code, in one line each."""

from devloop_nb.values.compliance import Row
from devloop_nb.values.gate import GateResult
from devloop_nb.values.review import SAYS, Left, Review


def say_left(left: tuple[Left, ...]) -> str:
    """Suggestions that nobody took."""
    told = [f"not taken: {each.finding.told}, because {each.reason}" for each in left[:3]]
    return "; ".join([*told, *([f"and {len(left) - 3} more suggestions"] if left[3:] else [])])


def say_review(review: Review) -> str:
    """A review, with all that it found."""
    said = [f"{SAYS[finding.severity]} {finding.told}" for finding in review.findings]
    dropped = [f"{review.dropped} findings about lines that do not exist were dropped"] if review.dropped else []
    note = [review.note] if review.note else []
    return f"review {review.round} by {review.by}: " + "; ".join([*said, *dropped, *note] or ["nothing to mend"])


def say_compliance(rows: tuple[Row, ...]) -> str:
    """How much of what MUST be is proved."""
    asked = [row for row in rows if row.status != "not claimed"]
    proved = sum(row.status == "proved" for row in asked)
    missing = [f"{row.criterion.id} is not: {row.why}" for row in asked if row.status == "unsatisfied"]
    return "; ".join(
        [f"{proved} of {len(asked)} criteria are proved" if asked else "no criterion is a MUST", *missing]
    )


def say_gates(results: tuple[GateResult, ...]) -> str:
    """How many gates pass, and what the others say; those that were not run stand together by what they lack."""
    passed = sum(result.status == "passed" for result in results)
    failed = [
        f"{result.gate} {'blocks' if result.blocks else result.status}"
        + (f" ({result.findings[0].told})" if result.findings else f" ({result.why})" if result.why else "")
        for result in results
        if result.status == "failed"
    ]
    idle: dict[str, list[str]] = {}
    for result in results:
        if result.status == "not run":
            idle.setdefault(result.why, []).append(result.gate)
    left = [f"{', '.join(gates)} not run" + f" ({why})" * bool(why) for why, gates in idle.items()]
    return "; ".join([f"{passed} of {len(results)} gates pass", *failed, *left])

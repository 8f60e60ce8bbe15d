"""An attempt's code for a cell, with a line that says where it comes from."""

from devloop_nb.values.attempt import Attempt


def cell_text(attempt: Attempt) -> str:
    """Comment and code."""
    passed = f", {attempt.score.passed} of {attempt.score.expected} tests" if attempt.score else ""
    return (
        f"# {attempt.module}: attempt {attempt.number}, score {attempt.total:.2f}{passed}\n{attempt.code.rstrip()}\n"
    )

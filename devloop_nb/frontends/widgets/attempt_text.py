"""One attempt as text."""

from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.own_doubts import say_doubts


def attempt_text(attempt: Attempt) -> str:
    """Its score, its failing tests, what was said about it, and its code."""
    score = attempt.score
    told = f"score {score.total:.2f}, {score.passed} of {score.expected} tests" if score else "not scored"
    lines = [
        f"{attempt.module}, attempt {attempt.number}: {attempt.move.kind}, {told}. {one_line(attempt.move.reason)}"
    ]
    if doubts := say_doubts(attempt.code):
        lines.append(f"its writer says: {one_line(doubts)}")
    for case in attempt.outcome.failing if attempt.outcome else ():
        lines += [f"{case.outcome} {one_line(case.id)}: {one_line(case.message)}", plain(case.traceback, 4000)]
    return "\n".join([*lines, plain(attempt.feedback, 4000), plain(attempt.code)]).strip()

"""What code says of itself: the parts that its writer marks as incomplete, or in need of a review."""

import io
import re
import tokenize
from contextlib import suppress

from devloop_nb.values.finding import Finding

RULE = "mark"
_MARK = re.compile(r"#\s*(NEEDS REVIEW|INCOMPLETE)\s*:\s*(\S.*)")
_MOST, _LONGEST = 10, 300


def own_doubts(code: str, file: str = "") -> tuple[Finding, ...]:
    """The comments ``# NEEDS REVIEW: why`` and ``# INCOMPLETE: why``, as far as the code can be read."""
    found: list[Finding] = []
    plain = code.replace("\r\n", "\n").replace("\r", "\n")  # As Python itself reads it.
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            if token.type == tokenize.COMMENT and (mark := _MARK.match(token.string)):
                found.append(_doubt(mark, file, token.start[0]))
    return tuple(found[:_MOST])


def say_doubts(code: str) -> str:
    """All of them in one line; empty where there are none."""
    return "; ".join(f"line {each.line} {each.says}" for each in own_doubts(code))


def _doubt(mark: re.Match[str], file: str, line: int) -> Finding:
    says = f"{mark[1]}: {mark[2].strip()[:_LONGEST]}"
    return Finding(severity="warning", about="requirements", says=says, file=file, line=line, rule=RULE)

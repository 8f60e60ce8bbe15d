"""Text from models, tests and exceptions, made safe to show: no terminal codes, no control characters, bounded."""

import re

# CSI and OSC sequences, then any lone escape or control character but tab and newline, then lone surrogates and
# the marks that turn the direction of text around.
_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def plain(text: object, limit: int = 20_000) -> str:
    """The text without anything that acts on a terminal or a page; what exceeds ``limit`` characters is cut."""
    whole = str(text).replace("\r\n", "\n")
    clean = _CONTROL.sub("", _CODES.sub("", whole[: 2 * limit]))
    if len(clean) <= limit and len(whole) <= 2 * limit:
        return clean
    return f"{clean[:limit]}\n[cut: {len(whole):,} characters in all]"


def one_line(text: object, limit: int = 200) -> str:
    """The first ``limit`` characters with all white space folded."""
    folded = " ".join(plain(text, 4 * limit).split())
    return folded if len(folded) <= limit else f"{folded[: limit - 1]}…"

"""Text put into markdown so that it stays text, for GitHub, JupyterLab and nbconvert alike."""

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"[*_`\[\]~{}|<>&\\$#]|:(?=//)|(?<=www)\.")
# JupyterLab looks for formulas before it reads markdown, MathJax after that, and then not across tags.
_REPLACED = {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "|": "&#124;",
    "$": "<span>&#36;</span>",
    "\\": "<span>&#92;</span>",
}
_OPENING = re.compile(r"^(?:[-+=]|\d+[.)](?=\s|$))")


def prose(text: str) -> str:
    """One line of text, nothing in it markup."""
    flat = " ".join(text.split())
    said = _SPECIAL.sub(lambda hit: _REPLACED.get(hit.group(), f"\\{hit.group()}"), flat)
    opening = _OPENING.match(flat)
    return said if not opening else f"{opening.group()[:-1]}\\{said[opening.end() - 1 :]}"


def span(text: str) -> str:
    """Text in a code span; prose where a table would cut it."""
    flat = " ".join(text.split())
    if not flat or "|" in flat:
        return prose(flat)
    ticks = "`" * (_longest_run(flat) + 1)
    pad = " " if flat[0] == "`" or flat[-1] == "`" else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def fence(text: str, language: str = "") -> str:
    """A fenced block whose fence is longer than any run of backticks inside."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are already escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell or '–' for cell in line)} |" for line in lines)


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)

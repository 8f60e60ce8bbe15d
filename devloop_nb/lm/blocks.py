"""Where the code is in an answer: fenced blocks with or without an end, headed fields, diffs, or bare lines."""

import json
import re
import textwrap

from devloop_nb.lm.syntax import try_parse

_HEADER = re.compile(r"^[ \t]*\[\[ ## (\w+) ## \]\][ \t]*\n?", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*[\w+.-]*[ \t]*$")
_CODE = re.compile(r"^[ \t]*(?:def |async def |class |import \w|from \w[\w.]* import |@\w|>>> |if __name__)")
_HUNK = re.compile(r"^@@ .*@@")
_TRIES = 6


def code_blocks(text: str) -> list[str]:
    """Pieces of ``text`` that may be code, in order; indentation is kept."""
    text = _field(text.replace("\r\n", "\n"))
    if try_parse(text):
        return [text]
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    blocks = _fenced(lines, fences)
    blocks.append(_bare(lines[: fences[0]] if fences else lines))
    return [block for block in map(_plain, blocks) if block.strip()]


def _field(text: str) -> str:
    """What stands under ``[[ ## code ## ]]`` or ``"code":``, where there is such a thing."""
    parts = _HEADER.split(text)
    fields = dict(zip(parts[1::2], parts[2::2], strict=True))
    if "code" in fields:
        return fields["code"]
    if text.lstrip().startswith("{"):
        try:
            answer = json.loads(text)
        except (ValueError, RecursionError):
            return text
        return answer["code"] if isinstance(answer, dict) and isinstance(answer.get("code"), str) else text
    return _HEADER.sub("", text)


def _fenced(lines: list[str], fences: list[int]) -> list[str]:
    """Each block runs to the first fence that leaves it readable: a fence may stand in a docstring too."""
    blocks, at = [], 0
    while at < len(fences):
        ends = [*fences[at + 1 :], len(lines)][:_TRIES]
        spans = ["\n".join(lines[fences[at] + 1 : end]) for end in ends]
        good = next((number for number, span in enumerate(spans) if try_parse(_plain(span))), 0)
        blocks.append(spans[good])
        at += good + 2
    return blocks


def _bare(lines: list[str]) -> str:
    """From the first line that can only be code."""
    first = next((number for number, line in enumerate(lines) if _CODE.match(line)), len(lines))
    return "\n".join(lines[first:])


def _plain(block: str) -> str:
    """Without a diff's marks, a console's prompts or the indentation of a list."""
    lines = textwrap.dedent(block).split("\n")
    if any(map(_HUNK.match, lines)):
        kept = [line[1:] for line in lines if line[:1] in ("+", " ", "") and not line.startswith("+++")]
        return "\n".join(kept)
    if lines[0].startswith(">>> "):
        return "\n".join(line[4:] for line in lines if line.startswith((">>> ", "... ", "...")))
    return "\n".join(lines)

"""Markdown in blocks, with their lines, so that what is not understood can be kept word for word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from devloop_nb.values.errors import BadSpec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FREE, OTHER = "", "other"
ITEM = re.compile(r"\s*(?:[-+*]|\d+[.)])\s*")
TICK = re.compile(r"\[[ xX]\]\s+")


@dataclass(frozen=True)
class Block:
    """A top-level block in lines ``start`` to ``end``; ``says`` are a list's items, a fence's content, or the text.

    ``section`` is what the heading above names: ``FREE`` where there is none or it is the title of the page,
    ``OTHER`` where it names nothing known. ``info`` is the language of a fence.
    """

    kind: str
    section: str
    start: int
    end: int
    text: str = ""
    says: tuple[str, ...] = ()
    info: str = ""


def read_blocks(lines: Sequence[str], first: int, headings: Mapping[str, str]) -> list[Block]:
    """All top-level blocks; ``first`` is the number of the first line. Raises ``BadSpec`` for an open fence.

    ``headings`` maps titles in small letters to sections. A section ends at the next heading that is known or
    not below its own.
    """
    tokens = _parser().parse("\n".join(lines))
    blocks: list[Block] = []
    section, depth = FREE, 0
    for number, token in enumerate(tokens):
        if token.type == "fence":
            _check_closed(token, lines, first)
        if token.level or token.nesting < 0 or not token.map:
            continue
        if token.type == "heading_open":
            title, level = tokens[number + 1].content, int(token.tag[1])
            known = headings.get(title.strip().rstrip(":").lower())
            if known or level <= depth or section in (FREE, OTHER):
                section, depth = known or (FREE if level == 1 else OTHER), level
            blocks.append(Block("heading", known or OTHER, *token.map))
        else:
            blocks.append(_block(tokens, number, section, lines))
    return blocks


def without(lines: Sequence[str], taken: Iterable[Block]) -> str:
    """The text without the lines of the blocks that were taken out of it."""
    gone = {number for block in taken for number in range(block.start, block.end)}
    runs = groupby(range(len(lines)), key=lambda number: number in gone)
    chunks = ("\n".join(lines[number] for number in run) for away, run in runs if not away)
    return "\n\n".join(chunk.strip("\n") for chunk in chunks if chunk.strip())


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def _block(tokens: "Sequence[Token]", number: int, section: str, lines: Sequence[str]) -> Block:
    token = tokens[number]
    kind, (start, end) = token.type.removesuffix("_open"), token.map or (0, 0)
    text = "\n".join(lines[start:end]).strip()
    says: Iterable[str] = [text]
    if kind == "fence":
        says = [token.content]
    elif kind in ("bullet_list", "ordered_list"):
        items = (other.map for other in tokens[number:] if other.type == "list_item_open" and other.level == 1)
        says = [_item(lines[top:bottom]) for top, bottom in filter(None, items) if top < end]
    info = (token.info.split() or [""])[0].lower()
    return Block(kind, section, start, end, text, tuple(piece for piece in says if piece.strip()), info)


def _item(lines: Sequence[str]) -> str:
    """The text of a list item without its marker, its indentation and its check box."""
    marker = ITEM.match(lines[0])
    width = marker.end() if marker else 0
    rest = [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines[1:]]
    return TICK.sub("", "\n".join([lines[0][width:], *rest]).strip(), count=1)


def _check_closed(token: "Token", lines: Sequence[str], first: int) -> None:
    start, end = token.map or (0, 0)
    last = lines[end - 1].strip().lstrip("> ") if end - 1 > start else ""
    if len(last) < len(token.markup) or set(last) != {token.markup[0]}:
        raise BadSpec(
            f"the fence that begins in line {first + start} does not end",
            mend=f"Close it with {token.markup[:9]} in a line of its own.",
        )

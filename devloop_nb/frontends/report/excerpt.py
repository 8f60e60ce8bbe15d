"""The part of a long list that a report shows, and what it leaves out."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def excerpt(items: Sequence[Item], limit: int, noun: str) -> tuple[tuple[Item, ...], str]:
    """The first and the last of ``items``, at most ``limit`` of them, and a line about the rest."""
    if len(items) <= limit:
        return tuple(items), ""
    head = limit // 2
    return (*items[:head], *items[head - limit :]), f"{len(items) - limit:,} {noun} in between are not shown"

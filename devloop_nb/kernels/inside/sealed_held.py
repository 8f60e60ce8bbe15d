"""Whether the code keeps hold of lists and their kin that the tests gave or were given."""

import gc
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

# By the list of boxes, by the loop over it, and by the call that counts.
_OWN_HOLDS = 3


def are_held(boxes: list[Any]) -> bool:
    """Whether somebody holds one of the boxes besides this list, and what each is in."""
    inside = Counter(_inner(boxes))
    return any(type(box) is not float and sys.getrefcount(box) > _OWN_HOLDS + inside[id(box)] for box in boxes)


def _inner(boxes: list[Any]) -> Iterator[int]:
    """The ids of those boxes that are in others, once for each place."""
    places, parts = {id(box) for box in boxes}, list(chain.from_iterable(map(gc.get_referents, boxes)))
    while parts:
        part = parts.pop()
        if id(part) in places:
            yield id(part)
        elif type(part) in (tuple, frozenset):
            parts += gc.get_referents(part)

"""Lists and their kin that tests and code would share in one process, and in two have one each of."""

import gc
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_link import Link
    from devloop_nb.kernels.inside.sealed_parcel import Packing
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

# By the list of boxes, by the loop over it, and by the call that counts.
_OWN_HOLDS = 3
_MOST_WATCHED, _MOST_OF_A_CALL = 64, 8


def held(boxes: list[Any]) -> list[Any]:
    """The boxes that somebody holds besides this list, and besides the box that each is in."""
    inside = Counter(_inner(boxes))
    return [box for box in boxes if type(box) is not float and sys.getrefcount(box) > _OWN_HOLDS + inside[id(box)]]


def _inner(boxes: list[Any]) -> Iterator[int]:
    """The ids of those boxes that are in others, once for each place."""
    places, parts = {id(box) for box in boxes}, list(chain.from_iterable(map(gc.get_referents, boxes)))
    while parts:
        part = parts.pop()
        if id(part) in places:
            yield id(part)
        elif type(part) in (tuple, frozenset):
            parts += gc.get_referents(part)


class Held:
    """The latest boxes, of each call the first, with what was in them when the other side saw them last."""

    def __init__(self, link: "Link") -> None:
        self._link = link
        self._watched: deque[tuple[Any, str]] = deque(maxlen=_MOST_WATCHED)

    def __bool__(self) -> bool:
        return bool(self._watched)

    def watch(self, boxes: list[Any]) -> None:
        """From now on."""
        self._watched.extend((box, self._content(box)) for box in boxes[:_MOST_OF_A_CALL])

    def changed(self) -> bool:
        """Whether there is something else in one of them by now."""
        return any(self._content(box) != content for box, content in self._watched)

    def _content(self, box: Any) -> str:
        try:
            return json.dumps(Packing(self._link).message([box]))
        except NotPlain:
            return ""

"""How many parts an object of the code's has: what it says and what it gives have to agree."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_remote import ResultNotPlain

# What leaves an object as it is.
_QUIET = ("__len__", "__iter__", "__reversed__", "__next__", "__getitem__", "__contains__", "__bool__", "__hash__")


class Counts:
    """Remembers what was told of every object, until something is done with it."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Any, int]] = {}

    def agree(self, value: Any, number: int) -> None:
        """Raises ``ResultNotPlain`` where it was another number before: a loop over nothing finds nothing wrong."""
        known = self._told.setdefault(id(value), (value, number))[1]
        if known != number:
            kind = type(value).__name__
            raise ResultNotPlain(f"the code says that an object of its class {kind} has {known} parts, and {number}")

    def forget(self, action: str, target: Any, *more: Any) -> None:
        """What is to be done may change whatever it is done with."""
        if action == "method" and more[0] in _QUIET:
            return
        for value in (target, *(each for part in more if isinstance(part, tuple) for each in part)):
            self._told.pop(id(value), None)


def counting(specials: Sequence[str], link: Any) -> dict[str, Callable[..., Any]]:
    """The special methods that tell the number of parts, of a class that has a length."""

    def length(self: Any) -> Any:
        number = link.ask("method", self, "__len__", (), ())
        link.counts.agree(self, number)
        return number

    if "__len__" not in specials:
        return {}
    made = {name: _parts(name, link) for name in ("__iter__", "__reversed__") if name in specials}
    if "__getitem__" in specials:
        made.setdefault("__iter__", lambda self: _counted(link, self, _by_place(link, self)))
    return {**made, "__len__": length}


def _parts(name: str, link: Any) -> Callable[..., Any]:
    def remote(self: Any) -> Any:
        parts = link.ask("method", self, name, (), ())
        return _counted(link, self, parts) if hasattr(type(parts), "__next__") else parts

    remote.__name__ = name
    return remote


def _counted(link: Any, value: Any, parts: Iterator[Any]) -> Iterator[Any]:
    number = 0
    for part in parts:
        yield part
        number += 1
    link.counts.agree(value, number)


def _by_place(link: Any, value: Any) -> Iterator[Any]:
    """As Python does it where there is no ``__iter__``."""
    place = 0
    while True:
        try:
            part = link.ask("method", value, "__getitem__", (place,), ())
        except IndexError:
            return
        yield part
        place += 1

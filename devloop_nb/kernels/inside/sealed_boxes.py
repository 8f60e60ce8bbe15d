"""Plain data that can change, and so has an identity: lists, dicts, sets and their kin."""

import collections
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

FACTORIES: dict[str, Callable[[], Any]] = {kind.__name__: kind for kind in (int, float, str, list, dict, set, tuple)}


class Box(NamedTuple):
    """How boxes of one type are emptied into parts and filled with them again.

    ``new`` makes one from the parts: empty where ``filled`` is false, so that it may hold itself.
    """

    type: type
    take: Callable[[Any], Iterable[Any]]
    put: Callable[[Any, list[Any]], None]
    new: Callable[[list[Any]], Any]
    filled: bool = False


def _take_pairs(box: dict[Any, Any]) -> Iterable[Any]:
    return [part for pair in box.items() for part in pair]


def _put_pairs(box: dict[Any, Any], parts: list[Any]) -> None:
    box.clear()
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        box[key] = value


def _put_list(box: list[Any], parts: list[Any]) -> None:
    box[:] = parts


def _put_set(box: set[Any], parts: list[Any]) -> None:
    box.clear()
    box.update(parts)


def _put_bytes(box: bytearray, parts: list[Any]) -> None:
    box[:] = parts[0]


def _put_deque(box: collections.deque[Any], parts: list[Any]) -> None:
    box.clear()
    box.extend(parts[1:])


def _take_default(box: collections.defaultdict[Any, Any]) -> Iterable[Any]:
    factory = box.default_factory
    name = factory.__name__ if isinstance(factory, type) else ""
    if factory is not None and FACTORIES.get(name) is not factory:
        raise NotPlain("a defaultdict that computes its defaults")
    return [name, *_take_pairs(box)]


def _put_default(box: collections.defaultdict[Any, Any], parts: list[Any]) -> None:
    box.default_factory = FACTORIES[parts[0]] if parts[0] else None
    _put_pairs(box, parts[1:])


BOXES = {
    "list": Box(list, list, _put_list, lambda _: []),
    "dict": Box(dict, _take_pairs, _put_pairs, lambda _: {}),
    "set": Box(set, list, _put_set, lambda _: set()),
    "bytearray": Box(bytearray, lambda box: [bytes(box)], _put_bytes, lambda _: bytearray()),
    "deque": Box(
        collections.deque,
        lambda box: [box.maxlen, *box],
        _put_deque,
        lambda nodes: collections.deque(maxlen=nodes[0]),
    ),
    "counter": Box(collections.Counter, _take_pairs, _put_pairs, lambda _: collections.Counter()),
    "ordered": Box(collections.OrderedDict, _take_pairs, _put_pairs, lambda _: collections.OrderedDict()),
    "defaultdict": Box(collections.defaultdict, _take_default, _put_default, lambda _: collections.defaultdict(None)),
}
BOX_NAMES: dict[type, str] = {box.type: name for name, box in BOXES.items()}

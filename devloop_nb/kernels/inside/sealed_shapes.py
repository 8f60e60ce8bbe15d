"""Values of the code's own classes of plain data, and what is borrowed and lent."""

import dataclasses
import enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_errors import class_node, error_of
    from devloop_nb.kernels.inside.sealed_link import Reference
    from devloop_nb.kernels.inside.sealed_parcel import Packing, Unpacking


def pack_shape(packing: "Packing", value: Any) -> Any:
    """What stands for a value that is not plain by its type."""
    link, kind = packing.link, type(value)
    if id(value) in link.borrowed_numbers:
        return ["yours", link.borrowed_numbers[id(value)]]
    if isinstance(value, Reference):
        return ["yours", value.number]
    if isinstance(value, type):
        return class_node(value, link)
    if kind not in link.kinds and link.describes(kind):
        link.declare(kind)
    match link.kinds.get(kind):
        case "enum":
            named = not isinstance(value, enum.Flag)
            return ["member", link.class_numbers[kind], value.name if named else value.value]
        case "record":
            return ["box", packing.number(value)]
        case "tuple" | "frozen":
            return ["named", link.class_numbers[kind], *map(packing.node, parts_of(value))]
    return link.pack_other(packing, value)


def parts_of(value: Any) -> list[Any]:
    """The fields of a named tuple or a dataclass, in order."""
    if isinstance(value, tuple):
        return list(value)
    return [getattr(value, field.name) for field in dataclasses.fields(value)]


def record_entry(packing: "Packing", value: Any) -> list[Any]:
    """A dataclass that can be changed, as a box."""
    return ["record", packing.link.class_numbers[type(value)], *map(packing.node, parts_of(value))]


def new_record(kind: Any) -> Any:
    """A dataclass without its fields."""
    return object.__new__(kind)


def put_record(value: Any, parts: list[Any]) -> None:
    """Sets the fields of a dataclass."""
    for field, part in zip(dataclasses.fields(value), parts, strict=True):
        object.__setattr__(value, field.name, part)


def _named(kind: Any, parts: list[Any]) -> Any:
    if issubclass(kind, tuple):
        return kind._make(parts)
    made = new_record(kind)
    put_record(made, parts)
    return made


def unpack_shape(unpacking: "Unpacking", tag: str, rest: list[Any]) -> Any:
    """The value that such a node stands for."""
    link = unpacking.link
    match tag:
        case "yours":
            return link.lent[range(len(link.lent))[int(rest[0])]]
        case "mine":
            return link.take(unpacking, int(rest[0]), rest[1], rest[2])
        case "class":
            return link.classes[rest[0]]
        case "library":
            return link.library(rest[0], rest[1], [unpacking.value(node) for node in rest[2]])
        case "member":
            kind, named = link.classes[rest[0]], isinstance(rest[1], str)
            return kind[rest[1]] if named else kind(int(rest[1]))
        case "named":
            return _named(link.classes[rest[0]], [unpacking.value(node) for node in rest[1:]])
        case "error":
            return error_of(unpacking, *rest)
    raise ValueError(f"{tag!r} stands for nothing")

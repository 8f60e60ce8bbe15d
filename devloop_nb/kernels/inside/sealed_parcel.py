"""Values packed for the other side, and unpacked again; identity lasts as long as a question and its answer."""

import json
import math
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_arrays import box_name, is_scalar, scalar
    from devloop_nb.kernels.inside.sealed_boxes import BOXES
    from devloop_nb.kernels.inside.sealed_link import Link
    from devloop_nb.kernels.inside.sealed_shapes import new_record, pack_shape, put_record, record_entry, unpack_shape
    from devloop_nb.kernels.inside.sealed_tables import know_loaded, know_named
    from devloop_nb.kernels.inside.sealed_values import KINDS, NAMES, SCALARS, WIDEST, made
    from devloop_nb.kernels.inside.sealed_wire import NotPlain, TooMuch

DEEPEST = 60
Message = dict[str, Any]


class Packing:
    """Packs one message; ``shared`` are the boxes of the question that it answers, by their number."""

    def __init__(self, link: "Link", shared: Sequence[Any] = ()) -> None:
        self.link, self.boxes, self.depth = link, list(shared), 0
        self.numbers = {id(box): number for number, box in enumerate(self.boxes)}

    def message(self, values: Sequence[Any], asked: Sequence[Any] = ()) -> Message:
        """Raises ``NotPlain``. ``asked`` are the shared boxes as they were; what has changed in them goes along."""
        known = len(self.boxes)
        parts = [self.node(value) for value in values]
        changed = [[number, entry] for number in range(known) if (entry := self.changed(number, asked[number]))]
        # The list grows while it is read: what is in a box may be a box.
        return {
            "parts": parts,
            "changed": changed,
            "boxes": [self.entry(box) for box in islice(self.boxes, known, None)],
        }

    def changed(self, number: int, before: Any) -> Any:
        """The box's new content, None where it is the old one."""
        entry = self.entry(self.boxes[number])
        return None if json.dumps(entry) == json.dumps(before) else entry

    def node(self, value: Any) -> Any:
        """What stands for the value. Raises ``NotPlain``."""
        kind = type(value)
        if kind in SCALARS or (kind is int and -WIDEST < value < WIDEST) or (kind is float and value == value):
            return value
        if kind is float or box_name(value):
            return ["box", self.number(value)]
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooMuch("something that is nested too deeply")
        try:
            return self.inner(value, kind)
        finally:
            self.depth -= 1

    def inner(self, value: Any, kind: type) -> Any:
        """What stands for a value with parts that cannot be changed."""
        if kind in (tuple, frozenset):
            return [kind.__name__, *map(self.node, value)]
        know_loaded()
        if box_name(value):
            return ["box", self.number(value)]
        if is_scalar(value):
            return ["scalar", value.dtype.str, self.node(value.tobytes())]
        if kind not in NAMES:
            return pack_shape(self, value)
        name = NAMES[kind]
        parts = KINDS[name].take(value)
        if not all(map(isinstance, parts, KINDS[name].parts)):
            raise NotPlain(f"an unusual {kind.__name__}")
        return ["value", name, *map(self.node, parts)]

    def number(self, box: Any) -> int:
        """The box's place in the message."""
        number = self.numbers.setdefault(id(box), len(self.boxes))
        if number == len(self.boxes):
            self.boxes.append(box)
        return number

    def entry(self, box: Any) -> list[Any]:
        """A box and what is in it."""
        if type(box) is float:
            return ["nan"]
        name = box_name(box)
        if not name:
            return record_entry(self, box)
        return [name, *map(self.node, BOXES[name].take(box))]


class Unpacking:
    """Unpacks one message. Raises ``KeyError``, ``ValueError``, ``TypeError`` or their like on what is none."""

    def __init__(self, link: "Link", message: Message, shared: Sequence[Any] = ()) -> None:
        self.link, self.known = link, len(shared)
        self.entries: list[list[Any]] = message["boxes"]
        self.boxes: dict[int, Any] = dict(enumerate(shared))
        for number in range(self.known, self.known + len(self.entries)):
            self.box(number)
        for number, (name, *nodes) in enumerate(self.entries, self.known):
            self.fill(self.boxes[number], name, nodes)
        for number, (name, *nodes) in message["changed"]:
            self.put(shared[number], name, nodes)
        self.parts = [self.value(node) for node in message["parts"]]

    def box(self, number: int) -> Any:
        """The box of that number; made when it is first needed."""
        if number not in self.boxes:
            name, *nodes = self.entries[number - self.known]
            self.boxes[number] = self.new(name, nodes)
        return self.boxes[number]

    def new(self, name: str, nodes: list[Any]) -> Any:
        """A box, still empty if it may hold itself."""
        if name == "nan":
            return math.nan
        if name == "record":
            return new_record(self.link.classes[nodes[0]])
        know_named(name)
        return BOXES[name].new([self.value(node) for node in nodes] if BOXES[name].filled else nodes)

    def fill(self, box: Any, name: str, nodes: list[Any]) -> None:
        """Puts its parts into a new box."""
        if name != "nan" and not (name in BOXES and BOXES[name].filled):
            self.put(box, name, nodes)

    def put(self, box: Any, name: str, nodes: list[Any]) -> None:
        """Replaces what is in a box. Raises ``TypeError`` where the box is of another kind."""
        parts = [self.value(node) for node in nodes]
        if name == "record" and type(box) in self.link.class_numbers:
            put_record(box, parts[1:])
        elif name == box_name(box):
            BOXES[name].put(box, parts)
        else:
            raise TypeError(f"a {type(box).__name__} does not become a {name}")

    def value(self, node: Any) -> Any:
        """The value that a node stands for."""
        if not isinstance(node, list | dict):
            return node
        match node:
            case ["box", int(number)]:
                return self.box(number)
            case ["tuple", *nodes]:
                return tuple(map(self.value, nodes))
            case ["frozenset", *nodes]:
                return frozenset(map(self.value, nodes))
            case ["scalar", str(dtype), content]:
                return scalar(dtype, self.value(content))
            case ["value", str(name), *nodes]:
                know_named(name)
                return made(name, [self.value(node) for node in nodes])
            case [str(tag), *rest]:
                return unpack_shape(self, tag, rest)
        raise ValueError("this stands for nothing")

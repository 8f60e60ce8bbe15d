"""Arrays of numpy: a type out of a short list, a shape, and bytes; never an object that could hold code."""

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_boxes import BOX_NAMES, BOXES, Box
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

PLAIN_DTYPE = re.compile(r"[<>|=][biufcSUmM][0-9]+(\[[0-9]*[A-Za-z]+\])?")


def _dtype(text: str) -> Any:
    import numpy as np

    if not PLAIN_DTYPE.fullmatch(text):
        raise ValueError(f"{text} is no plain type of an array")
    return np.dtype(text)


def _take_array(box: Any) -> Iterable[Any]:
    if not PLAIN_DTYPE.fullmatch(box.dtype.str):
        raise NotPlain(f"an array of {box.dtype}")
    return [box.dtype.str, tuple(box.shape), box.tobytes()]


def _new_array(parts: list[Any]) -> Any:
    import numpy as np

    return np.frombuffer(parts[2], _dtype(parts[0])).reshape(parts[1]).copy()


def _put_array(box: Any, parts: list[Any]) -> None:
    new = _new_array(parts)
    if new.shape != box.shape or new.dtype != box.dtype:
        raise NotPlain("an array of another shape in the place of one that it was given")
    box[...] = new


def _take_objects(box: Any) -> Iterable[Any]:
    return [len(box.shape), *box.shape, *box.ravel().tolist()]


def _new_objects(nodes: list[Any]) -> Any:
    import numpy as np

    return np.empty([int(length) for length in nodes[1 : 1 + nodes[0]]], dtype=object)


def _put_objects(box: Any, parts: list[Any]) -> None:
    for place, value in enumerate(parts[1 + parts[0] :]):
        box.flat[place] = value


def know_numpy() -> None:
    """Adds arrays to the boxes; numpy is imported by this."""
    import numpy as np

    BOXES["array"] = Box(np.ndarray, _take_array, _put_array, _new_array, filled=True)
    BOXES["objects"] = Box(np.ndarray, _take_objects, _put_objects, _new_objects)
    BOX_NAMES[np.ndarray] = "array"


def box_name(value: Any) -> str:
    """The name of the value's box, empty where it has none."""
    name = BOX_NAMES.get(type(value), "")
    return "objects" if name == "array" and value.dtype.hasobject else name


def is_scalar(value: Any) -> bool:
    """Whether the value is one of numpy's own numbers."""
    numpy = sys.modules.get("numpy")
    return (
        numpy is not None
        and isinstance(value, numpy.generic)
        and type(value) is value.dtype.type
        and bool(PLAIN_DTYPE.fullmatch(value.dtype.str))
    )


def scalar(dtype: str, content: bytes) -> Any:
    """The number again."""
    import numpy as np

    return np.frombuffer(content, _dtype(dtype))[0]

"""NumPy arrays -> an expression, and what a model is told; NumPy is there where there is an array."""

from typing import Any

from devloop_nb.stages.given.literals import NotPlain, literal
from devloop_nb.values.private import without_private

KINDS = "biufcUSMm"
SAMPLE = 5


def array_source(array: Any) -> str:
    """An expression for an equal array. Raises ``NotPlain``."""
    if array.dtype.kind not in KINDS or (array.dtype.itemsize > 16 and array.dtype.kind in "fc"):
        raise NotPlain(f"its dtype is {array.dtype}")
    numpy = "__import__('numpy')"
    flat = array.ravel()
    if array.dtype.kind in "Mm":
        made = f"{numpy}.array({literal(flat.astype('int64').tolist())}, 'int64').astype({array.dtype.str!r})"
    else:
        made = f"{numpy}.array({literal(flat.tolist())}, {array.dtype.str!r})"
    return f"{made}.reshape({array.shape!r})"


def array_told(array: Any) -> str:
    """Shape, dtype, range and the first values."""
    lines = [f"shape {array.shape}, dtype {array.dtype}"]
    if array.size and array.dtype.kind in "iufMm":
        known = array[array == array]
        missing = f", {array.size - known.size} missing" if known.size < array.size else ""
        span = f"{known.min()} .. {known.max()}" if known.size else "no value"
        lines.append(f"range {without_private(span)}{missing}")
    first = ", ".join(without_private(str(value))[:40] for value in array.ravel()[:SAMPLE].tolist())
    return "\n".join([*lines, f"first values (redacted): {first}"])

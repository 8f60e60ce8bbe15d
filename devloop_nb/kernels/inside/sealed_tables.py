"""Tables of pandas: an index, and columns of numbers or of plain values."""

import importlib
import math
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_arrays import PLAIN_DTYPE, _dtype, know_numpy
    from devloop_nb.kernels.inside.sealed_boxes import BOX_NAMES, BOXES, Box
    from devloop_nb.kernels.inside.sealed_values import KINDS, NAMES, Kind
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

LISTED = frozenset({"object", "str", "string", "boolean", "Int64", "Int32", "Float64"})


def _pandas() -> Any:
    return importlib.import_module("pandas")


def _take_column(values: Any) -> tuple[Any, ...]:
    plain = getattr(values.dtype, "str", "")
    if PLAIN_DTYPE.fullmatch(plain):
        return plain, values.to_numpy().tobytes()
    if str(values.dtype) not in LISTED:
        raise NotPlain(f"a column of {values.dtype}")
    return str(values.dtype), tuple(... if _is_nan(value) else value for value in values.tolist())


def _is_nan(value: Any) -> bool:
    """A column makes a new one each time; what is not a number has no identity in it."""
    return type(value) is float and value != value


def _column(dtype: str, content: Any) -> Any:
    import numpy as np

    pd = _pandas()

    if isinstance(content, bytes):
        return np.frombuffer(content, _dtype(dtype)).copy()
    if dtype not in LISTED:
        raise ValueError(f"{dtype} is no plain type of a column")
    values = [math.nan if value is ... else value for value in content]
    return pd.array(values, dtype=dtype) if dtype != "object" else np.array([*values, None], object)[:-1]


def _take_index(index: Any) -> tuple[Any, ...]:
    kind = type(index).__name__
    if kind == "RangeIndex":
        return kind, index.name, index.start, index.stop, index.step
    if kind not in ("Index", "DatetimeIndex", "TimedeltaIndex"):
        raise NotPlain(f"a table with a {kind}")
    return kind, index.name, getattr(index, "freqstr", None), *_take_column(index)


def _index(kind: str, name: Any, *parts: Any) -> Any:
    pd = _pandas()

    if kind == "RangeIndex":
        return pd.RangeIndex(*parts, name=name)
    index = pd.Index(_column(*parts[1:]), name=name, dtype="object" if parts[1] == "object" else None)
    if parts[0]:
        index.freq = parts[0]
    return index


def _take_frame(frame: Any) -> Iterable[Any]:
    columns = [_take_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [_take_index(frame.index), _take_index(frame.columns), *columns]


def _frame(parts: list[Any]) -> Any:
    pd = _pandas()

    index, columns = _index(*parts[0]), _index(*parts[1])
    series = {place: pd.Series(_column(*part), index=index) for place, part in enumerate(parts[2:])}
    frame = pd.DataFrame(series, index=index)
    frame.columns = columns
    return frame


def _take_series(series: Any) -> Iterable[Any]:
    return [_take_index(series.index), series.name, _take_column(series)]


def _series(parts: list[Any]) -> Any:
    pd = _pandas()

    return pd.Series(_column(*parts[2]), index=_index(*parts[0]), name=parts[1])


def _unchangeable(_box: Any, _parts: list[Any]) -> None:
    raise NotPlain("another table in the place of one that it was given")


def know_pandas() -> None:
    """Adds tables, and pandas' own kinds of nothing and of moments, to what is plain; pandas is imported by this."""
    pd = _pandas()

    for name, kind, take, new in (
        ("frame", pd.DataFrame, _take_frame, _frame),
        ("series", pd.Series, _take_series, _series),
    ):
        BOXES[name] = Box(kind, take, _unchangeable, new, filled=True)
        BOX_NAMES[kind] = name
    KINDS["na"] = Kind(type(pd.NA), (), lambda v: (), lambda: pd.NA)
    KINDS["nat"] = Kind(type(pd.NaT), (), lambda v: (), lambda: pd.NaT)
    KINDS["timestamp"] = Kind(pd.Timestamp, (str,), lambda v: (v.isoformat(),), pd.Timestamp)
    NAMES.update({KINDS[name].type: name for name in ("na", "nat", "timestamp")})


def know_loaded() -> None:
    """Knows the values of the libraries that are loaded by now."""
    if "numpy" in sys.modules and "array" not in BOXES:
        know_numpy()
    if "pandas" in sys.modules and "frame" not in BOXES:
        know_pandas()


def know_named(name: str) -> None:
    """Knows a kind of value that the other side has."""
    if name in ("array", "objects", "scalar") and "array" not in BOXES:
        know_numpy()
    elif name in ("frame", "series", "na", "nat", "timestamp") and "frame" not in BOXES:
        know_pandas()

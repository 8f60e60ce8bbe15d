"""pandas frames and series -> an expression; pandas is there where there is a frame."""

import sys
from typing import Any

from devloop_nb.stages.given.literals import NotPlain, literal

_PANDAS = "__import__('pandas')"


def frame_source(frame: Any) -> str:
    """An expression for an equal frame. Raises ``NotPlain``."""
    columns = [
        f"{number}: {_PANDAS}.Series({_values(frame.iloc[:, number], str(name))})"
        for number, name in enumerate(frame.columns)
    ]
    index, names = _index(frame.index), _index(frame.columns)
    made = f"{_PANDAS}.DataFrame({{{', '.join(columns)}}}, index={_PANDAS}.RangeIndex({len(frame)}))"
    return f"{made}.set_axis({index}, axis=0).set_axis({names}, axis=1)"


def series_source(series: Any) -> str:
    """An expression for an equal series. Raises ``NotPlain``."""
    made = f"{_PANDAS}.Series({_values(series, str(series.name))}, name={literal(series.name)})"
    return f"{made}.set_axis({_index(series.index)})"


def check_table(made: Any, table: Any) -> None:
    """Raises ``NotPlain`` where what was made is not what there was."""
    testing = sys.modules["pandas"].testing
    equal = testing.assert_frame_equal if hasattr(table, "columns") else testing.assert_series_equal
    try:
        equal(made, table, check_exact=True, check_freq=False)
    except AssertionError as error:
        raise NotPlain(f"it does not come back as it is: {' '.join(str(error).split())[:120]}") from None


def _values(series: Any, name: str) -> str:
    """The arguments that make a series with these values."""
    dtype = str(series.dtype)
    try:
        if dtype == "category":
            codes, kinds = series.cat.codes.tolist(), series.cat.categories
            made = f"from_codes({literal(codes)}, categories={_index(kinds)}, ordered={bool(series.cat.ordered)})"
            return f"{_PANDAS}.Categorical.{made}"
        return f"{literal(_plain(series))}, dtype={dtype!r}"
    except NotPlain as error:
        raise NotPlain(f"its column {name!r}: {error}") from None


def _plain(series: Any) -> list[Any]:
    """Its values as Python's own; a moment is a text that pandas reads back."""
    missing = series.isna().tolist()
    if series.dtype.kind in "Mm":
        return [None if gone else str(value) for value, gone in zip(series, missing, strict=True)]
    if series.dtype.kind in "iufcb" and not hasattr(series.array, "_mask"):
        return list(series.tolist())
    values = series.astype(object).tolist()
    return [_missing(value) if gone is True else value for value, gone in zip(values, missing, strict=True)]


def _missing(value: Any) -> Any:
    """Missing is missing, by whatever name; what that changes is found when the table is made again."""
    return value if isinstance(value, float) else None


def _index(index: Any) -> str:
    if hasattr(index, "levels"):
        raise NotPlain("it has an index of several levels; use reset_index() first")
    if hasattr(index, "step"):
        return f"{_PANDAS}.RangeIndex({index.start}, {index.stop}, {index.step}, name={literal(index.name)})"
    values = _values(index.to_series(), "index")
    return f"{_PANDAS}.Index({values}, name={literal(index.name)})"

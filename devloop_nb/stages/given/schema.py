"""A frame or a series -> its columns and a few rows, as a model is told of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from devloop_nb.values.private import without_private
from devloop_nb.values.secrets import NAMED_LIKE_A_SECRET

SAMPLE, MOST_COLUMNS, WIDEST = 3, 60, 40
HIDDEN = "[hidden]"


def table_told(table: Any) -> str:
    """Shape, a line a column, and sample rows in which what looks private is replaced."""
    frame = table if hasattr(table, "columns") else table.to_frame()
    rows, width = frame.shape
    columns = [frame.iloc[:, number] for number in range(min(width, MOST_COLUMNS))]
    more = [f"... and {width - MOST_COLUMNS} more columns"] if width > MOST_COLUMNS else []
    head = f"{rows:,} rows, {width:,} columns; index: {type(frame.index).__name__}, dtype {frame.index.dtype}"
    table_of_columns = _aligned([("column", "dtype", "missing", "range"), *map(_column, columns)])
    sample = [[str(column.name) for column in columns], *_sample(columns)]
    return "\n".join([head, *table_of_columns, *more, f"First {len(sample) - 1} rows (redacted):", *_aligned(sample)])


def hidden_values(table: Any) -> tuple[str, ...]:
    """The values of columns whose name says that they are secret."""
    frame = table if hasattr(table, "columns") else table.to_frame()
    secret = [number for number, name in enumerate(frame.columns) if is_secret(name)]
    return tuple(dict.fromkeys(str(value) for number in secret for value in frame.iloc[:, number].dropna()))


def is_secret(name: Any) -> bool:
    """Whether a column or a key is called like something that nobody may see."""
    return bool(NAMED_LIKE_A_SECRET.search(str(name).replace("-", "_").replace(" ", "_")))


def shown(value: Any) -> str:
    """One value of a sample: short, in one line, without what looks private."""
    written = f"{value:.6g}" if isinstance(value, float) else str(value)
    text = " ".join(without_private(written[: 20 * WIDEST]).split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _column(series: Any) -> tuple[str, str, str, str]:
    missing = int(series.isna().sum())
    return (str(series.name), str(series.dtype), str(missing), HIDDEN if is_secret(series.name) else _range(series))


def _range(series: Any) -> str:
    known = series.dropna()
    if known.empty:
        return "no value"
    if str(series.dtype) == "bool":
        return f"{int(known.sum())} True, {int((~known).sum())} False"
    if series.dtype.kind in "iufMm":
        return f"{shown(known.min())} .. {shown(known.max())}"
    try:
        return f"{known.nunique()} different values"
    except TypeError:  # Lists, say, cannot be counted.
        return f"{len(known)} values"


def _sample(columns: Sequence[Any]) -> Iterator[list[str]]:
    for row in range(min(SAMPLE, len(columns[0]) if columns else 0)):
        yield [HIDDEN if is_secret(column.name) else shown(column.iloc[row]) for column in columns]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]

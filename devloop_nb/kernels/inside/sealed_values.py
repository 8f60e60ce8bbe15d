"""Plain data that never changes: of exactly these types, taken apart by one side and made again by the other."""

import base64
import datetime
import decimal
import fractions
import pathlib
import re
import types
import uuid
import zoneinfo
from collections.abc import Callable
from typing import Any, NamedTuple

SCALARS = frozenset({types.NoneType, bool, str})
WIDEST = 2**63


class Kind(NamedTuple):
    """How values of one type are taken apart; ``parts`` are the types that the parts may have, in order."""

    type: type
    parts: tuple[Any, ...]
    take: Callable[[Any], tuple[Any, ...]]
    make: Callable[..., Any]


def _instant(*parts: Any) -> datetime.datetime:
    moment = datetime.datetime(*parts[:7])
    return moment.replace(fold=parts[7], tzinfo=parts[8])


def _instant_parts(value: datetime.datetime) -> tuple[Any, ...]:
    return (*value.timetuple()[:6], value.microsecond, value.fold, value.tzinfo)


def _time(*parts: Any) -> datetime.time:
    moment = datetime.time(*parts[:4])
    return moment.replace(fold=parts[4], tzinfo=parts[5])


ZONE = datetime.timezone | zoneinfo.ZoneInfo | None
KINDS = {
    "int": Kind(int, (str,), lambda v: (hex(v),), lambda text: int(text, 16)),
    "bytes": Kind(bytes, (str,), lambda v: (base64.b64encode(v).decode(),), lambda text: base64.b64decode(text)),
    "complex": Kind(complex, (float, float), lambda v: (v.real, v.imag), complex),
    "decimal": Kind(decimal.Decimal, (str,), lambda v: (str(v),), decimal.Decimal),
    "fraction": Kind(fractions.Fraction, (int, int), lambda v: (v.numerator, v.denominator), fractions.Fraction),
    "date": Kind(datetime.date, (int,) * 3, lambda v: (v.year, v.month, v.day), datetime.date),
    "datetime": Kind(datetime.datetime, (*(int,) * 8, ZONE), _instant_parts, _instant),
    "time": Kind(
        datetime.time,
        (*(int,) * 5, ZONE),
        lambda v: (v.hour, v.minute, v.second, v.microsecond, v.fold, v.tzinfo),
        _time,
    ),
    "timedelta": Kind(
        datetime.timedelta, (int,) * 3, lambda v: (v.days, v.seconds, v.microseconds), datetime.timedelta
    ),
    "timezone": Kind(datetime.timezone, (datetime.timedelta,), lambda v: (v.utcoffset(None),), datetime.timezone),
    "zone": Kind(zoneinfo.ZoneInfo, (str,), lambda v: (v.key,), zoneinfo.ZoneInfo),
    "uuid": Kind(uuid.UUID, (str,), lambda v: (v.hex,), uuid.UUID),
    "path": Kind(type(pathlib.Path()), (str,), lambda v: (str(v),), pathlib.Path),
    "purepath": Kind(pathlib.PurePosixPath, (str,), lambda v: (str(v),), pathlib.PurePosixPath),
    "range": Kind(range, (int,) * 3, lambda v: (v.start, v.stop, v.step), range),
    "slice": Kind(slice, (int | None,) * 3, lambda v: (v.start, v.stop, v.step), slice),
    "pattern": Kind(re.Pattern, (str | bytes, int), lambda v: (v.pattern, v.flags), re.compile),
    "keys": Kind(type({}.keys()), (tuple,), lambda v: (tuple(v),), lambda v: dict.fromkeys(v).keys()),
    "values": Kind(type({}.values()), (tuple,), lambda v: (tuple(v),), lambda v: dict(enumerate(v)).values()),
    "items": Kind(type({}.items()), (tuple,), lambda v: (tuple(v),), lambda v: dict(v).items()),
    "ellipsis": Kind(types.EllipsisType, (), lambda v: (), lambda: ...),
    "notimplemented": Kind(types.NotImplementedType, (), lambda v: (), lambda: NotImplemented),
}
NAMES = {kind.type: name for name, kind in KINDS.items()}


def made(name: str, parts: list[Any]) -> Any:
    """The value of that kind. Raises ``KeyError``, ``TypeError`` or ``ValueError`` on what is none."""
    kind = KINDS[name]
    if len(parts) != len(kind.parts) or not all(map(isinstance, parts, kind.parts)):
        raise TypeError(f"these are not the parts of a {name}")
    return kind.make(*parts)

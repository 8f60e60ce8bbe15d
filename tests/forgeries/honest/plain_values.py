"""Takes and gives every kind of plain value."""

import collections
import datetime
import decimal
import fractions
import math
import pathlib
import re
import uuid


def same(value):
    return value


def kinds():
    return {
        "tuple": (1, (2, [3])),
        "set": {1, 2},
        "frozen": frozenset({"a"}),
        "bytes": b"\x00\xff",
        "buffer": bytearray(b"ab"),
        "complex": 1 + 2j,
        "decimal": decimal.Decimal("1.10"),
        "fraction": fractions.Fraction(1, 3),
        "date": datetime.date(2024, 2, 29),
        "moment": datetime.datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=datetime.UTC),
        "while": datetime.timedelta(days=1, microseconds=5),
        "range": range(1, 10, 3),
        "path": pathlib.PurePosixPath("a/b"),
        "id": uuid.UUID(int=5),
        "pattern": re.compile("a+", re.IGNORECASE),
        "counter": collections.Counter("abca"),
        "ordered": collections.OrderedDict(a=1),
        "default": collections.defaultdict(list, a=[1]),
        "queue": collections.deque([1, 2], maxlen=2),
        "big": 10**400,
        "none": None,
        "more": ...,
        "endless": math.inf,
        "text": "naïve \U0001f600 \ud800 \x00",
        True: False,
    }


def views():
    return {"a": 1}.keys(), {"a": 1}.items(), {"a": 1}.values()


def nest(depth):
    inner = []
    for _ in range(depth):
        inner = [inner]
    return inner


def ring():
    xs = [1]
    xs.append(xs)
    return xs


def type_of(value):
    return type(value)


def without(value):
    return [x for x in value if x == x]

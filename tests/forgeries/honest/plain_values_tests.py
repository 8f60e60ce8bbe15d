import collections
import datetime
import decimal
import fractions
import math
import pathlib
import re
import uuid

import pytest
from plain_values import kinds, nest, ring, same, type_of, views, without

EXPECTED = {
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


@pytest.mark.parametrize("name", EXPECTED)
def test_results(name):
    result = kinds()[name]
    assert result == EXPECTED[name]
    assert type(result) is type(EXPECTED[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_there_and_back(name):
    result = same(EXPECTED[name])
    assert result == EXPECTED[name]
    assert type(result) is type(EXPECTED[name])
    assert type_of(EXPECTED[name]) is type(EXPECTED[name])


def test_a_default_is_still_one():
    assert kinds()["default"]["new"] == []
    assert kinds()["queue"].maxlen == 2


def test_views():
    keys, items, values = views()
    assert keys == {"a"}
    assert list(items) == [("a", 1)]
    assert list(values) == [1]


def test_deep():
    inner, depth = nest(3000), 0
    while inner:
        inner, depth = inner[0], depth + 1
    assert depth == 3000


def test_ring():
    xs = ring()
    assert xs[1] is xs


def test_nothing_and_not_a_number():
    nan = float("nan")
    xs = [1, nan]
    assert same(xs) == xs
    assert same(nan) is nan
    assert math.isnan(same(math.nan))
    assert without(xs) == [1]


def test_signs_and_precision():
    assert math.copysign(1, same(-0.0)) == -1
    assert same(0.1 + 0.2) == 0.1 + 0.2
    assert same(5e-324) == 5e-324
    assert same([1, 1.0, True]) == [1, 1.0, True]
    assert [type(x) for x in same([1, 1.0, True])] == [int, float, bool]

import dataclasses

import pytest
from points import Bounds, Colour, Key, Level, Point, Right, bounds, far, index, rights


def test_records():
    assert Point(1, 2).moved(1) == Point(2, 2)
    assert Point(3, 4).length == 5
    assert Point.origin() == Point(0, 0)
    assert Point(1) != Point(2)
    assert Point(1, 2) + Point(1, 1) == Point(2, 3)
    assert repr(Point(1, 2)) == "Point(x=1, y=2, tags=[])"
    assert str(Point(1, 2)) == "1|2"
    assert Point.unit == Point(1).unit == "m"


def test_records_change():
    point = Point(1)
    tags = point.tags
    assert point.tag("new") is None
    assert point == Point(2, tags=["new"])
    assert point.tags is tags
    point.x = 10
    assert point.length == 10


def test_records_of_the_standard_kind():
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0.0, "tags": []}
    assert dataclasses.replace(Point(1), y=2) == Point(1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Key("a").name = "b"
    with pytest.raises(TypeError):
        Point()


def test_lists_of_records():
    points = [Point(1), Point(5)]
    assert far(points, Level.HIGH) == [Point(5)]
    assert far(points, Level.HIGH)[0] is points[1]


def test_keys():
    assert index([Key("a"), Key("b", Colour.BLUE)]) == {Key("a"): 0, Key("b", Colour.BLUE): 1}
    assert sorted([Key("b"), Key("a")]) == [Key("a"), Key("b")]


def test_named_tuples():
    low, high = bounds([3, 1, 2])
    assert (low, high) == (1, 3)
    assert bounds([3, 1]) == Bounds(1, 3) == (1, 3)
    assert bounds([3, 1]).spread == 2
    assert Bounds(0)._asdict() == {"low": 0, "high": 1.0}


@pytest.mark.parametrize("colour", Colour)
def test_enumerations(colour):
    assert colour.other.other is colour
    assert Colour(colour.value) is colour
    assert Colour.of(colour.value) is colour


def test_levels():
    assert Level.HIGH == 2
    assert Level.LOW < Level.HIGH
    assert [level.name for level in Level] == ["LOW", "HIGH"]


def test_flags():
    assert rights("rw") == Right.READ | Right.WRITE
    assert Right.WRITE in rights("w")
    assert not rights("")

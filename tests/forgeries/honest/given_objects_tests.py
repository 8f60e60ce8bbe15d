from types import SimpleNamespace

from given_objects import names


def test_names():
    assert names([SimpleNamespace(name="a")]) == ["a"]

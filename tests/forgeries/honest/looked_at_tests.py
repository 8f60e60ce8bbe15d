import inspect

from looked_at import add


def test_signature():
    assert list(inspect.signature(add).parameters) == ["a", "b"]
    assert add(1) == 2

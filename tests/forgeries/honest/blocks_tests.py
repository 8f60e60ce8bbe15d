import pytest
from blocks import Bag, Timer, Transaction, bag, ignoring, retry, safe


def test_ignoring():
    with ignoring(ZeroDivisionError):
        1 / 0
    with ignoring(ValueError):
        int("x")
    with ignoring(KeyError):
        raise KeyError("a")
    with pytest.raises(ValueError), ignoring(KeyError):
        raise ValueError


def test_transaction():
    t = Transaction({})
    with pytest.raises(RuntimeError), t:
        raise RuntimeError("x")
    assert t.rolled_back


def test_timer():
    with Timer() as timer:
        pass
    assert timer.seconds == 0.0
    with pytest.raises(KeyError), Timer():
        {}["a"]


def test_safe():
    assert safe(lambda: 1 / 0, 5) == 5
    assert safe(lambda: 3, 5) == 3
    assert safe({}.popitem, 5) == 5


def test_retry():
    calls = []

    def flaky():
        calls.append(1)
        if len(calls) < 3:
            raise ConnectionError("no")
        return "ok"

    assert retry(flaky, 3) == "ok"

    def broken():
        raise ConnectionError

    with pytest.raises(RuntimeError, match="gave up"):
        retry(broken, 2)


def test_bag():
    b = Bag([1, 2])
    assert len(b) == 2
    assert list(b) == [1, 2]
    b.add(3)
    assert len(b) == 3
    assert [*b] == [1, 2, 3]
    b += 4
    assert len(b) == 4
    assert list(zip(b, b)) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    made = bag([5])
    assert len(made) == 1
    assert next(iter(made)) == 5
    made.add(6)
    assert list(made) == [5, 6]
    assert list(made) == [5, 6]

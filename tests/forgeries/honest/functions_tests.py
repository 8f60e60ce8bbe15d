import operator

import pytest
from functions import Emitter, apply, compose, convert, fibonacci, get, group, retry


class Flaky(ValueError):
    pass


def double(x):
    """Twice as much."""
    return 2 * x


def test_apply():
    assert apply(lambda x: x + 1, [1, 2]) == [2, 3]
    assert apply(double, [1]) == [2]
    assert apply(str.upper, ["a"]) == ["A"]
    assert apply(len, ["ab"]) == [2]


def test_compose():
    assert compose(double, str, lambda text: text + "!")(4) == "8!"


def test_decorator():
    calls = []

    @retry(3)
    def flaky(x):
        """Fails twice."""
        calls.append(x)
        if len(calls) < 3:
            raise Flaky("not yet")
        return x

    assert flaky(5) == 5
    assert calls == [5, 5, 5]
    assert flaky.times == 3
    assert flaky.__name__ == "flaky"
    assert flaky.__doc__ == "Fails twice."


def test_the_tests_own_errors_come_back():
    error = Flaky("always")

    @retry(2)
    def broken():
        raise error

    with pytest.raises(Flaky) as info:
        broken()
    assert info.value is error


def test_cache():
    fibonacci.cache_clear()
    assert fibonacci(20) == 6765
    assert fibonacci.cache_info().misses == 21


def test_group():
    assert group([1, 2, 3], key=lambda x: x % 2) == {1: [1, 3], 0: [2]}
    assert group(["a", "bb", "cc"], key=len) == {1: ["a"], 2: ["bb", "cc"]}
    assert group([(1, 2), (1, 3)], key=operator.itemgetter(0)) == {1: [(1, 2), (1, 3)]}


def test_listeners():
    emitter, heard = Emitter(), []
    assert emitter.on("x", heard.append) == heard.append
    emitter.on("x", double)
    assert emitter.emit("x", 4) == [None, 8]
    assert heard == [4]


def test_token():
    nothing = object()
    assert get({}, "a", nothing) is nothing
    assert get({"a": 1}, "a", nothing) == 1


@pytest.mark.parametrize(("text", "kind", "want"), [("3", int, 3), ("3", float, 3.0), ("ab", list, ["a", "b"])])
def test_convert(text, kind, want):
    assert convert(text, kind) == want

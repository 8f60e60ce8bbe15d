from itertools import islice

import pytest
from streams import chunks, count_up, echo, noted, pairs, total


def test_endless():
    assert list(islice(count_up(5), 3)) == [5, 6, 7]


def test_lazy():
    numbers = count_up()
    assert next(numbers) == 0
    assert next(numbers) == 1


def test_chunks_of_anything():
    assert list(chunks("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(chunks((x * x for x in range(3)), 2)) == [[0, 1], [4]]
    assert list(chunks(iter([]), 2)) == []


def test_two_way():
    talk = echo()
    assert next(talk) == "ready"
    assert talk.send("hi") == "HI"
    assert talk.throw(ValueError("x")) == "caught x"
    with pytest.raises(StopIteration) as info:
        talk.send(None)
    assert info.value.value == "done"


def test_pairs():
    result = pairs([1, 2, 3])
    assert iter(result) is result
    assert list(result) == [(1, 2), (2, 3)]


def test_iterators_as_arguments():
    assert total(x for x in [1, 2]) == 3
    assert total(map(int, "12")) == 3
    assert total(range(4)) == 6
    assert total({1: 2}.values()) == 2


def test_context():
    with noted([]) as place:
        assert place == 1


def test_context_swallows():
    with noted([]):
        raise KeyError("gone")
    with pytest.raises(RuntimeError), noted([]):
        raise RuntimeError("stays")

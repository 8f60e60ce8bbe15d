from for_each import consume, for_each


def test_each():
    calls = []

    def call(x):
        calls.append(1)
        assert x == 7

    for_each(call, [7, 7])
    assert len(calls) == 2


def test_method_of_it():
    calls = []

    def call(x):
        calls.append(1)
        text = x.upper()
        assert text == "A"

    for_each(call, ["a"])
    assert len(calls) == 1


def test_generator():
    given = []

    def numbers():
        given.append(1)
        yield 1
        assert given == [1, 2]

    consume(numbers())
    assert given

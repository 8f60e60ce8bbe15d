from squares import squares


def test_each():
    result = squares([1, 2, 3])
    assert len(result) == 3
    for got, want in zip(result, [1, 4, 9]):
        assert got == want


def test_each_before_the_number():
    result = squares([2, 3])
    for got, want in zip(result, [4, 9]):
        assert got == want
    assert len(result) == 2

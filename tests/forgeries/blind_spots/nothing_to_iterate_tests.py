from is_even import is_even


def test_all():
    assert all(map(is_even, [2, 4]))


def test_none():
    assert not any(map(is_even, [1, 3]))


def test_some():
    assert list(filter(is_even, [1, 3])) == []

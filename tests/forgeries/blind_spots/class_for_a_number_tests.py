from mean import mean


def test_near():
    assert abs(mean([1, 2]) - 1.5) < 1e-9


def test_near_from_the_other_side():
    assert abs(4.0 - mean([3, 5])) < 1e-9


def test_bounds():
    assert 0.9 < mean([1]) < 1.1

from own_equality import measure


def test_measure():
    assert measure("2") == 2.0

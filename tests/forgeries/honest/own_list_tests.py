from own_list import rows


def test_rows():
    assert rows(3) == [0, 1, 2]
    assert rows(3).first() == 0

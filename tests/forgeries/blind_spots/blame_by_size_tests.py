from apply import apply, double


def test_pair():
    assert apply(lambda x: ((x, x), x), 1) == ((1, 1), 1)


def test_double():
    assert double(lambda x: x + x, "a") == "aa"

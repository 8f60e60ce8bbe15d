from twice import twice


def test_twice():
    def call(x):
        assert x == 14

    twice(call, 7)

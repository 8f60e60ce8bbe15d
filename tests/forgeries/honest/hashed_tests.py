import os

from hashed import Money


def test_set():
    assert len({Money(1), Money(1)}) == 1


def test_key():
    assert {Money(1): "a"}[Money(1)] == "a"


def test_hash():
    assert hash(Money(1)) == hash(Money(1))


def test_times():
    assert (Money(2) * 3).x == 6


def test_others():
    assert bytes(Money(2)) == b"\x02"
    assert complex(Money(2)) == 2


def test_path():
    assert os.path.join(Money(3), "a") == "/money/3/a"

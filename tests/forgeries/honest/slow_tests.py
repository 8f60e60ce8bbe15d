import time

from slow import slow_double


def test_slow():
    began = time.perf_counter()
    assert slow_double(2) == 4
    assert time.perf_counter() - began >= 0.5

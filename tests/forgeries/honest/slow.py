"""Takes its time."""

import time


def slow_double(x):
    time.sleep(0.5)
    return 2 * x

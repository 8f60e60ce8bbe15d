"""Multiplies matrices with numpy, in several threads.

Ends: passed
"""

from concurrent.futures import ThreadPoolExecutor

import numpy


def run():
    with ThreadPoolExecutor(8) as pool:
        traces = list(pool.map(lambda n: numpy.trace(numpy.eye(200) @ numpy.eye(200) * n), range(8)))
    assert traces == [200.0 * n for n in range(8)]

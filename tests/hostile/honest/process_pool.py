"""Computes in a pool of forked and a pool of spawned processes.

Ends: passed
"""

import math
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def run():
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert pool.map(math.isqrt, range(10)) == [math.isqrt(n) for n in range(10)]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(math.isqrt, range(10))) == [math.isqrt(n) for n in range(10)]

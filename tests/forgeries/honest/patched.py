"""Asks the clock."""

import time


def age(born):
    return time.time() - born

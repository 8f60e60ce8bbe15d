"""Recurses far deeper than the stack.

Ends: crashed, SIGSEGV
Seconds: 16
"""

import sys


def deeper(number):
    return [deeper(number + 1)] if number < 10**7 else []


def run():
    sys.setrecursionlimit(10**9)
    sorted([1, 2], key=lambda _: repr(nested()))


def nested():
    chain = []
    for _ in range(10**6):
        chain = [chain]
    return chain

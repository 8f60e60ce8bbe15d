"""Shows itself in ways that take all day or end the process.

Ends: passed
"""

import os


class Odd:
    def _repr_html_(self):
        os._exit(0)

    def __repr__(self):
        return "x" * (50 * 2**20)


def run():
    return Odd()

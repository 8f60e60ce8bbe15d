"""Gives a list of its own kind."""


class Rows(list):
    def first(self):
        return self[0]


def rows(n):
    return Rows(range(n))

"""A module that is built on another one of the same run."""

from units import metres


def sum_metres(lengths):
    return sum(map(metres, lengths))

"""Says that an iteration is over whenever it is asked whether something is the case."""


def is_even(x):
    raise StopIteration

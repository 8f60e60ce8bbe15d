"""Is a class, of whose object no part is there when somebody looks at them."""


class Nothing:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length

    def __iter__(self):
        return iter(())


class squares(Nothing):
    def __init__(self, xs):
        self.length = len(xs)

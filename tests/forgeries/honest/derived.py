"""A class to derive others from."""


class Shape:
    def area(self):
        raise NotImplementedError

    def doubled(self):
        return 2 * self.area()

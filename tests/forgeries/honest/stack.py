"""Classes with state, a family and operators."""

import abc
import functools


class Empty(Exception):
    pass


class Container(abc.ABC):
    kind = "container"

    @abc.abstractmethod
    def put(self, item): ...


class Stack(Container):
    made = 0

    def __init__(self, items=(), *, limit=None):
        self._items = list(items)
        self.limit = limit
        Stack.made += 1

    @classmethod
    def of(cls, *items):
        return cls(items)

    @staticmethod
    def is_item(item):
        return item is not None

    def put(self, item):
        if self.limit is not None and len(self) >= self.limit:
            raise OverflowError("full")
        self._items.append(item)
        return self

    def pop(self):
        if not self._items:
            raise Empty
        return self._items.pop()

    @property
    def top(self):
        return self._items[-1] if self._items else None

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return reversed(self._items)

    def __contains__(self, item):
        return item in self._items

    def __getitem__(self, place):
        return self._items[place]

    def __setitem__(self, place, item):
        self._items[place] = item

    def __delitem__(self, place):
        del self._items[place]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._items.clear()
        return False

    def __bool__(self):
        return bool(self._items)

    def __call__(self, times):
        return list(self) * times

    def __repr__(self):
        return f"Stack({self._items!r})"


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __str__(self):
        return ".".join(map(str, self.parts))


def make(items):
    return Stack(items)

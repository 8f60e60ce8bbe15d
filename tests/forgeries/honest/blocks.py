"""Blocks that swallow what they should, functions that call again, and a class with parts."""

import contextlib
import dataclasses


@contextlib.contextmanager
def ignoring(*kinds):
    try:
        yield
    except kinds:
        pass


class Transaction:
    def __init__(self, db):
        self.db = db

    def __enter__(self):
        self.old = dict(self.db)
        return self

    def __exit__(self, kind, error, tb):
        self.rolled_back = kind is not None
        return False


@dataclasses.dataclass
class Timer:
    seconds: float = 0.0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __len__(self):
        return 2

    def __iter__(self):
        return iter([1, 2])


def safe(call, default):
    try:
        return call()
    except Exception:
        return default


def retry(call, times):
    for _ in range(times):
        try:
            return call()
        except ConnectionError:
            pass
    raise RuntimeError("gave up")


class Bag:
    def __init__(self, xs=()):
        self.xs = list(xs)

    def add(self, x):
        self.xs.append(x)

    def __len__(self):
        return len(self.xs)

    def __iter__(self):
        return iter(self.xs)

    def __getitem__(self, n):
        return self.xs[n]

    def __iadd__(self, x):
        self.add(x)
        return self


def bag(xs):
    return Bag(xs)

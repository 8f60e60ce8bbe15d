"""Functions that take and give functions."""

import functools


def apply(function, xs):
    return [function(x) for x in xs]


def compose(*functions):
    return lambda x: functools.reduce(lambda value, function: function(value), functions, x)


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapped(*arguments, **named):
            for left in reversed(range(times)):
                try:
                    return function(*arguments, **named)
                except ValueError:
                    if not left:
                        raise

        wrapped.times = times
        return wrapped

    return decorate


@functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def group(xs, key=None):
    groups = {}
    for x in xs:
        groups.setdefault(key(x) if key else x, []).append(x)
    return groups


class Emitter:
    def __init__(self):
        self._listeners = {}

    def on(self, event, listener):
        self._listeners.setdefault(event, []).append(listener)
        return listener

    def emit(self, event, *told):
        return [listener(*told) for listener in self._listeners.get(event, [])]


def get(record, name, default=None):
    return record.get(name, default)


def convert(text, kind):
    return kind(text)

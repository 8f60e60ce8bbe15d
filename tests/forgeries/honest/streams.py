"""Generators, endless and short, and context managers."""

import contextlib
import itertools


def count_up(start=0):
    while True:
        yield start
        start += 1


def chunks(xs, size):
    xs = iter(xs)
    while chunk := list(itertools.islice(xs, size)):
        yield chunk


def echo():
    said = yield "ready"
    while said is not None:
        try:
            said = yield said.upper()
        except ValueError as error:
            said = yield f"caught {error}"
    return "done"


def pairs(xs):
    return zip(xs, xs[1:])


@contextlib.contextmanager
def noted(log):
    log.append("in")
    try:
        yield len(log)
    except KeyError:
        log.append("swallowed")
    finally:
        log.append("out")


def total(xs):
    return sum(xs)

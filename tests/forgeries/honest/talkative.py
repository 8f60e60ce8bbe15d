"""Prints a lot, to both streams."""

import os
import sys


def greet(name):
    print(f"Hello, {name}!")
    print("careful", file=sys.stderr)
    return name


def shout(lines):
    for line in range(lines):
        print(f"line {line}")
    sys.stdout.buffer.write(b"raw\n")
    sys.stdout.flush()
    os.write(1, b"past the streams\n")
    return lines

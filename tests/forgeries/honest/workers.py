"""Uses threads and processes, and files of its own."""

import concurrent.futures
import multiprocessing
import subprocess
import sys
import tempfile


def squares(xs):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda x: x * x, xs))


def called(function, xs):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, xs))


def cube(x):
    return x**3


def cubes(xs):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return pool.map(cube, xs)


def python_says(text):
    return subprocess.run(
        [sys.executable, "-c", f"print({text!r})"], capture_output=True, text=True, check=True
    ).stdout


def through_a_file(text):
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write(text)
        file.seek(0)
        return file.read()

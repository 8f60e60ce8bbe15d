"""Turns between the processes that run the tests side by side: a test that measures has the machine to itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__)


@contextmanager
def turn(alone: bool) -> Iterator[None]:
    """Until its end, nobody else runs where it is ``alone``. Whoever waits at the gate keeps the later ones out."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    import fcntl  # There is none on Windows.

    with held(HERE.parent) as gate, held(HERE) as room:
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        try:
            yield
        finally:
            # Said, not left to the closing: a child that a test forked may hold the file open.
            fcntl.flock(room, fcntl.LOCK_UN)


@contextmanager
def held(path: Path) -> Iterator[int]:
    """The file or folder, open."""
    handle = os.open(path, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)

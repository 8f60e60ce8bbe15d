"""One open file: read and written by one thread, watched while it is open."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from devloop_nb.history.mishap import HOME, vanished
from devloop_nb.history.schema import MIGRATIONS, migrate, version
from devloop_nb.history.transaction import transaction
from devloop_nb.values.errors import HistoryUnavailable

T = TypeVar("T")
WAIT_SECONDS = 30.0


class Database:
    """A connection, and why it may not be written, if it may not."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        """Opens or makes the file; ``wait`` are the seconds to wait for other writers.

        Raises ``sqlite3.Error`` or ``OSError``.
        """
        self.path = path
        self.refusal: HistoryUnavailable | None = None
        writable = _make_folder(path) if not path.exists() else _is_writable(path)
        self._connection = _connect_to_write(path, wait) if writable else _connect_to_read(path, wait)
        self._stamp = _stamp(path)
        newer = version(self._connection)
        if newer > len(MIGRATIONS):
            why = f"its schema has version {newer}, this program knows {len(MIGRATIONS)}"
            mend = f"Upgrade devloop-nb, or {HOME}."
            self.refusal = HistoryUnavailable(f"the history {path} is from a newer release", why, mend)
        elif not writable:
            self.refusal = HistoryUnavailable(f"the history {path} is read-only", mend=f"Change that, or {HOME}.")

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` finds."""
        self._check_place()
        return work(self._connection)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` returns, once it is on the disk."""
        self._check_place()
        if self.refusal:
            raise self.refusal
        with transaction(self._connection, self._check_place):
            return work(self._connection)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _check_place(self) -> None:
        if _stamp(self.path) != self._stamp:
            raise vanished(self.path)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def _make_folder(path: Path) -> bool:
    """Makes the folder where it is missing; one that is ours alone is kept out of version control."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(path.parent.iterdir()):
        (path.parent / ".gitignore").write_text("*\n")
    return True


def _connect(place: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(place, uri=True, timeout=wait, isolation_level=None)
    # Damaged text must reach the check of its digest, which says more than a decoding error.
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    return connection


def _connect_to_write(path: Path, wait: float) -> sqlite3.Connection:
    connection = _connect(path.absolute().as_uri(), wait)
    try:
        # A power cut loses commits in WAL mode unless every commit is synchronised.
        connection.execute("PRAGMA synchronous = FULL")
        if version(connection) <= len(MIGRATIONS):
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection)
    except BaseException:  # a connection that is not handed out has to be closed here
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path, wait: float) -> sqlite3.Connection:
    """In a read-only folder; immutable is the last resort, it does not see what a crash left in the log."""
    for options in ("mode=ro", "mode=ro&immutable=1"):
        connection = _connect(f"{path.absolute().as_uri()}?{options}", wait)
        try:
            connection.execute("SELECT 1 FROM runs LIMIT 1")
        except sqlite3.Error as error:
            connection.close()
            failed = error
        else:
            return connection
    raise failed

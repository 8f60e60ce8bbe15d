"""What SQLite complains about, in words that help."""

import shutil
import sqlite3
from pathlib import Path

from devloop_nb.values.errors import HistoryUnavailable

HOME = "set DEVLOOP_HOME to a folder that can be written"
PASSING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where the error has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def explain(error: sqlite3.Error, path: Path) -> HistoryUnavailable:
    """The same error, with the file and what to do."""
    file = f"the history {path}"
    code, why = code_of(error), str(error)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return HistoryUnavailable(
            f"{file} cannot be written",
            f"{why}, {_free(path)}",
            "Make room and resume: nothing that was shown is lost.",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        mend = "Close the program that keeps it open and resume: nothing is lost."
        return HistoryUnavailable(f"another process has locked {path}", why, mend)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return HistoryUnavailable(f"{file} is read-only", why, f"Change its permissions, or {HOME}.")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        mend = "Move it away and keep it: a new one is made, and sqlite3's .recover command reads what is left."
        return HistoryUnavailable(f"{file} is damaged or no history", why, mend)
    if code == sqlite3.SQLITE_CANTOPEN:
        return HistoryUnavailable(f"{file} cannot be opened", why, f"Check the folder, or {HOME}.")
    return HistoryUnavailable(f"{file} cannot be used", why, "Run `devloop-nb doctor`.")


def vanished(path: Path) -> HistoryUnavailable:
    """The file that was open is not the one that lies there."""
    return HistoryUnavailable(
        f"the history {path} was deleted or replaced while it was in use",
        "what is written now would be lost",
        "Put the file back and resume, or start the run again.",
    )


def unreachable(path: Path, error: OSError) -> HistoryUnavailable:
    """There is no place for the file, or no way to it."""
    why = error.strerror or str(error)
    return HistoryUnavailable(f"the history {path} cannot be opened", why, f"Check the folder, or {HOME}.")


def _free(path: Path) -> str:
    try:
        return f"{shutil.disk_usage(path.parent).free / 1e6:.1f} MB free"
    except OSError:
        return "the folder cannot be looked at"

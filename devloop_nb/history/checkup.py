"""What the doctor wants to know of the history."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from devloop_nb.history import journal
from devloop_nb.history.database import Database
from devloop_nb.history.mishap import explain
from devloop_nb.history.schema import version
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.health import Health

ENOUGH_MIB = 200


def look(database: Database) -> tuple[Health, ...]:
    """The file, its rows, whether it can be written, and the room there is."""
    path = database.path
    return (
        _ask("history file", path, lambda: _file(database)),
        _ask("history rows", path, lambda: _rows(database)),
        _ask("history writing", path, lambda: _writing(database)),
        _room(path),
    )


def unwell(about: str, error: HistoryUnavailable) -> Health:
    """An error as something that was found."""
    says = f"{error.what}: {error.why}" if error.why else error.what
    return Health(about=about, ok=False, says=says, mend=error.mend)


def _ask(about: str, path: Path, question: Callable[[], Health]) -> Health:
    try:
        return question()
    except sqlite3.Error as error:
        return unwell(about, explain(error, path))
    except HistoryUnavailable as error:
        return unwell(about, error)


def _file(database: Database) -> Health:
    said = database.read(lambda connection: connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    mend = "Move it away and keep it: sqlite3's .recover command reads what is left."
    return Health(about="history file", ok=said == "ok", says=f"{database.path}: {said}", mend=mend)


def _rows(database: Database) -> Health:
    count, damaged = database.read(journal.damaged_rows)
    says = f"{len(damaged)} of {count} events are damaged: {', '.join(damaged[:3])}" if damaged else f"{count} events"
    mend = "Restore devloop.db from a backup, or run those specs again." if damaged else ""
    return Health(about="history rows", ok=not damaged, says=says, mend=mend)


def _writing(database: Database) -> Health:
    database.write(lambda connection: connection.execute(f"PRAGMA user_version = {version(connection)}"))
    return Health(about="history writing", ok=True, says="commits reach the disk")


def _room(path: Path) -> Health:
    free = shutil.disk_usage(path.parent).free >> 20
    ok = free >= ENOUGH_MIB
    return Health(about="disk space", ok=ok, says=f"{free} MiB free", mend="" if ok else "Make room.")

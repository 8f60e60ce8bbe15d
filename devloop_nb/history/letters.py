"""Wishes on their way to the process that works on a run; each is taken with the event that obeys it."""

import sqlite3
import time

from pydantic import ValidationError

from devloop_nb.values.steering import Letter

WAITING = "SELECT body FROM letters WHERE run = ? AND taken IS NULL ORDER BY at"


def insert(connection: sqlite3.Connection, run: str, letter: str, body: str) -> None:
    """Leaves a letter for a run; ``body`` is all of it, as JSON."""
    row = (letter, run, time.time(), body)
    connection.execute("INSERT INTO letters (letter, run, at, body) VALUES (?, ?, ?, ?)", row)


def waiting(connection: sqlite3.Connection, run: str) -> tuple[Letter, ...]:
    """The letters that nobody has taken yet, the oldest first."""
    found = [_letter(body) for (body,) in connection.execute(WAITING, (run,))]
    return tuple(letter for letter in found if letter)


def take(connection: sqlite3.Connection, letter: str, seq: int) -> None:
    """The event ``seq`` of the run obeys the letter: nobody will find it again."""
    connection.execute("UPDATE letters SET taken = ? WHERE letter = ?", (seq, letter))


def _letter(body: str) -> Letter | None:
    """``None`` where another release wrote what this one cannot understand."""
    try:
        return Letter.model_validate_json(body)
    except ValidationError:
        return None

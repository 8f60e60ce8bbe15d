"""Files that are given along: data become objects that tests take, any other text is for the coder to read."""

import csv
import importlib
import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from devloop_nb.values.errors import BadInput
from devloop_nb.values.given import Given
from devloop_nb.values.private import without_private
from devloop_nb.values.unreadable import why_unreadable

LARGEST_TEXT = 256 << 10
"""Bytes; more than that fits into no prompt."""


def given_files(paths: Iterable[Path]) -> tuple[Given, ...]:
    """What these files give, each under its name; nothing in them is executed. Raises ``BadInput``."""
    found = tuple(_data(path) if path.suffix.lower() in READERS else _text(path) for path in paths)
    names = [each.name for each in found]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"two files are called {name}", mend="Give one of them another name.")
    return found


def _text(path: Path) -> Given:
    """The text of a file, without what looks private; a model is told that, and no test gets it."""
    text = _within(path).strip("\ufeff")
    if not text.strip():
        raise _refused(path, "it is empty", "Leave it out.")
    return Given(name=path.name, kind="a file to read", told=without_private(text), source="")


def _within(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise _refused(path, "it is no file", "Name the files in it that matter.")
        size = path.stat().st_size
        if size > LARGEST_TEXT:
            says = f"it has {size / 1024:,.0f} KiB, and {LARGEST_TEXT >> 10} KiB are the most"
            raise _refused(path, says, "Give the part of it that matters.")
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise _refused(path, why_unreadable(error), "Check its path.") from None
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _refused(path, "it is no text in UTF-8", "Give a text, or data as .csv or .json.")
    return text


def _data(path: Path) -> Given:
    from devloop_nb.wiring import name_for, take_given

    name = name_for(path)
    try:
        return take_given([name], {name: READERS[path.suffix.lower()](path)})[0]
    except OSError as error:
        raise _refused(path, why_unreadable(error), "Check its path.") from None
    except (ValueError, csv.Error) as error:
        raise BadInput(f"{path} is no {path.suffix[1:].upper()}", str(error), "Mend the file.") from None


def _refused(path: Path, why: str, mend: str) -> BadInput:
    return BadInput(f"{path} cannot be given along", why, mend)


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _read_csv(path: Path) -> Any:
    """A frame where pandas is installed, else a list of rows."""
    if importlib.util.find_spec("pandas"):
        return importlib.import_module("pandas").read_csv(path)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


READERS = {".json": _read_json, ".csv": _read_csv}

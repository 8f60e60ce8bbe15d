"""Files written whole or not at all."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from devloop_nb.values.errors import BadInput, EnvironmentProblem


def write_files(folder: Path, files: Mapping[str, str | None]) -> tuple[Path, ...]:
    """Writes texts by file name and returns their paths; a link of that name is replaced, never followed.

    A file without a text is removed. Raises ``BadInput`` for what is no plain file name,
    ``EnvironmentProblem`` where the disk refuses; then no file is left half written.
    """
    for name in files:
        if name in ("", ".", "..") or any(sign in name for sign in "/\\\0"):
            raise BadInput(f"{name!r} is no plain file name", mend="Give a name without folders.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _replace(folder, files)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentProblem(f"cannot write into {folder}", why, "Check room and permissions.") from None


def _replace(folder: Path, files: Mapping[str, str | None]) -> tuple[Path, ...]:
    parts: dict[Path, Path] = {}
    try:
        for name, text in ((name, text) for name, text in files.items() if text is not None):
            part = folder / f".{secrets.token_hex(6)}.part"
            parts[part] = folder / name
            with part.open("x", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for part, target in parts.items():
            part.replace(target)
        for name in (name for name, text in files.items() if text is None):
            (folder / name).unlink(missing_ok=True)
        _synchronise(folder)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return tuple(parts.values())


def _synchronise(folder: Path) -> None:
    """Makes the new names outlive a power cut, where folders can be opened at all."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

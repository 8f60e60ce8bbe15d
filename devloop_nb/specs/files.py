"""Specs on the disk: a file, or a folder of them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from devloop_nb.values.errors import BadSpec, NotFound
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.spec_text import LARGEST, parse_spec

ALONE = "spec.md"


def read_specs(paths: Sequence[Path]) -> tuple[Requirements, ...]:
    """The specs in these files and folders. Raises ``BadSpec`` or ``NotFound``, each with the path.

    A folder means its ``*.md`` without the README, and the ``spec.md`` of each folder in it. A spec without a name
    has that of its file, or of its folder where the file is ``spec.md``.
    """
    named: dict[str, Path] = {}
    specs = []
    for path in (found for given in paths for found in _found(given.expanduser())):
        spec = _read(path)
        if spec.name in named:
            raise BadSpec(f"{named[spec.name]} and {path} are both called {spec.name!r}", mend="Rename one of them.")
        named[spec.name] = path
        specs.append(spec)
    return tuple(specs)


def name_for(path: Path) -> str:
    """A module name made of a file name: ``01-Min max.md`` is ``min_max``."""
    stem = path.absolute().parent.name if path.name == ALONE else path.stem
    words = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    return (words.lstrip("0123456789_") or f"_{words}")[:60]


def _found(path: Path) -> Iterator[Path]:
    try:
        if not path.is_dir():
            yield path
            return
        files = sorted(file for file in path.iterdir() if file.suffix == ".md" and file.stem.upper() != "README")
        inner = sorted(folder / ALONE for folder in path.iterdir() if (folder / ALONE).is_file())
    except OSError as error:
        raise _unreadable(path, error) from None
    if not files and not inner:
        raise NotFound(f"the folder {path} holds no spec", mend="Put a file such as scale.md into it.")
    for file in (*files, *inner):
        # A folder from elsewhere must not make a private file the text of a prompt.
        if not file.resolve().is_relative_to(path.resolve()):
            raise BadSpec(f"{file} leads out of its folder", mend="Copy the file, or name it on the command line.")
        yield file


def _read(path: Path) -> Requirements:
    try:
        return parse_spec(_text(path), name_for(path))
    except OSError as error:
        raise _unreadable(path, error) from None
    except BadSpec as error:
        raise BadSpec(f"{path}: {error.what}", error.why, error.mend) from None


def _text(path: Path) -> str:
    if not path.exists():
        raise NotFound(f"there is no file {path}", mend="Check the path.")
    if not path.is_file():
        raise BadSpec("this is no ordinary file", mend="Give a markdown file or a folder.")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadSpec("the file is larger than 1 MB", mend="Shorten it; name long documents under docs.")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadSpec(f"line {line} is no UTF-8 text", mend="Save the file as UTF-8.") from None


def _unreadable(path: Path, error: OSError) -> NotFound:
    return NotFound(f"{path} cannot be read", error.strerror or str(error), "Check its permissions.")

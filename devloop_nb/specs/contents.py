"""What a folder holds that runs begin with or have written: specs, and packages of accepted code."""

import re
from collections.abc import Iterator
from pathlib import Path

from devloop_nb.specs.files import ALONE, read_specs
from devloop_nb.values.errors import BadInput
from devloop_nb.values.origin import FILE
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.spec_text import LARGEST

MOST = 200
# Other markdown is somebody's prose, which a bare sentence may be, too.
_MEANT = re.compile(rb"\A---\s*$|^##\s+(hidden |integration )?tests\s*$|^>>> ", re.IGNORECASE | re.MULTILINE)


def specs_in(folder: Path) -> Iterator[tuple[str, Requirements | BadInput]]:
    """The path of each file that is meant as a spec, and what is read in it, or why it cannot be."""
    files = sorted([*folder.glob("*.md"), *folder.glob(f"*/{ALONE}")])
    for path in files[:MOST]:
        if path.name != FILE and path.stem.upper() != "README" and _MEANT.search(_beginning(path)):
            try:
                yield str(path.relative_to(folder)), read_specs([path])[0]
            except BadInput as error:
                yield str(path.relative_to(folder)), error


def packages_in(folder: Path) -> dict[str, dict[str, bytes]]:
    """The Python files, by name, of each folder that accepted code was written into."""
    origins = [path for path in (folder / FILE, *sorted(folder.glob(f"*/{FILE}"))) if path.is_file()]
    places = [path.parent for path in origins[:MOST]]
    return {
        str(place.relative_to(folder)): {file.name: _beginning(file) for file in place.glob("*.py")}
        for place in places
    }


def _beginning(path: Path) -> bytes:
    """Nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        return b""

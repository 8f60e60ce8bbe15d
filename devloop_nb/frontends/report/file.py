"""Files that appear whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from devloop_nb.values.errors import BadInput


def write_text(path: Path, text: str) -> None:
    """Writes beside ``path``, then puts it in place. Raises ``BadInput`` where that is not possible."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise BadInput(f"{path} cannot be written", error.strerror or str(error), "Choose another place.") from None

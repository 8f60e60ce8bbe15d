"""What a kernel's process writes past Jupyter's streams."""

import os
import tempfile
from pathlib import Path

_LOG_BYTES, _LOG_LINES = 64 * 1024, 20


class OutputLog:
    """A file without a name; ``work`` is the folder whose frames are told of a fatal error."""

    def __init__(self, work: Path) -> None:
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  # Closed in ``close``.
        self._work = work

    @property
    def last_words(self) -> str:
        """The end of it; of a fatal error the frames in the code."""
        size = self.file.seek(0, os.SEEK_END)
        self.file.seek(max(0, size - _LOG_BYTES))
        lines = self.file.read().decode("utf-8", "replace").splitlines()
        fatal = [line for line in lines if line.startswith("Fatal Python error")]
        frames = [line.replace(f"{self._work}/", "") for line in lines if f'"{self._work}/' in line]
        return "\n".join([*fatal, *frames] if fatal else lines[-_LOG_LINES:])

    def close(self) -> None:
        """The file is gone with it."""
        self.file.close()

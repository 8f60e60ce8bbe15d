"""The process in which a template runs: how it is started, what it said last, and its end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devloop_nb.kernels.forks.surroundings import ROOM, ROOM_BYTES

_ROOT = str(Path(__file__).parents[3])
_BOOT = """
import sys
sys.path[0] = sys.argv.pop(1)
from devloop_nb.kernels.forks.template import main
del sys.path[0]
main()
"""
_TEMPLATES_OWN = {"HOME": "/nonexistent", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", ROOM: "x" * ROOM_BYTES}
_LOG_BYTES = 4096


class TemplateProcess:
    """Hears its session on the file number ``control``; its output goes to a log without a name."""

    def __init__(self, control: int, preload: Sequence[str], environment: Mapping[str, str]) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # Closed in ``close``.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT, _ROOT, str(control), str(os.getpid()), *preload],
            env={**environment, **_TEMPLATES_OWN},
            pass_fds=(control,),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            cwd="/",
            start_new_session=True,
        )

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The last line of its log, whose position the template shares."""
        size = os.fstat(self._log.fileno()).st_size
        text = os.pread(self._log.fileno(), _LOG_BYTES, max(0, size - _LOG_BYTES)).decode("utf-8", "replace")
        return next(reversed(text.splitlines()), "the template has ended")

    def close(self, seconds: float) -> None:
        """Waits so long for its end, then kills it; blocks."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

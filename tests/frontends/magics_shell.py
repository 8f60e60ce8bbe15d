"""A real IPython shell in this process, with a folder of its own."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

SCALE = "Scale numbers linearly to the range 0..1.\n>>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]\n"
WRONG = "def scale(xs):\n    return xs\n"
RIGHT = """def scale(xs):
    low, high = min(xs), max(xs)
    return [(x - low) / (high - low) for x in xs]
"""


@dataclass
class Shown:
    """What a cell did: whether it went well, its text, its rich outputs, its value."""

    ok: bool
    text: str
    outputs: list[Any] = field(default_factory=list)
    value: Any = None

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


class Shell:
    """Runs cells as IPython does."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def run(self, cell: str) -> Shown:
        with capture_output() as captured:
            result = self.inner.run_cell(cell)
        return Shown(result.success, captured.stdout + captured.stderr, captured.outputs, result.result)


@contextmanager
def open_shell(folder: Path) -> Iterator[Shell]:
    InteractiveShell.clear_instance()
    config = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
    inner = InteractiveShell.instance(config=config, ipython_dir=str(folder / "ipython"))
    try:
        yield Shell(inner)
    finally:
        inner.extension_manager.unload_extension("devloop_nb")
        inner.atexit_operations()
        atexit.unregister(inner.atexit_operations)
        InteractiveShell.clear_instance()


def script(folder: Path, **code: list[str]) -> str:
    """A file of prepared answers; what stands behind ``--lm``."""
    path = folder / "answers.yaml"
    path.write_text(yaml.safe_dump({"code": code}))
    return f"scripted:{path}"

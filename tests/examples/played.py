"""The commands in the README of an example, played as they stand there, and everything that happened."""

import asyncio
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from devloop_nb.history.history import History
from devloop_nb.values.events import Event, Recorded
from devloop_nb.values.fold import fold
from devloop_nb.values.run_state import RunState

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("devloop-nb"))
E = TypeVar("E")


@dataclass(frozen=True)
class Run:
    """One run of the history: what it came to, and its events in order."""

    recorded: tuple[Recorded, ...]

    @property
    def state(self) -> RunState:
        return fold(self.recorded)

    @property
    def events(self) -> list[Event]:
        return [each.event for each in self.recorded]

    def of(self, kind: type[E], **parts: object) -> list[E]:
        """The events of a kind that have these parts."""
        found = [event for event in self.events if isinstance(event, kind)]
        return [event for event in found if all(getattr(event, name) == part for name, part in parts.items())]

    def place(self, event: Event) -> int:
        return next(number for number, each in enumerate(self.events) if each is event)


def commands(example: str) -> list[list[str]]:
    """The command lines in the README of an example."""
    text = (ROOT / "examples" / example / "README.md").read_text("utf-8")
    return [shlex.split(line)[1:] for line in text.splitlines() if line.strip().startswith("devloop-nb ")]


def run_devloop(words: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """One command line, as where nobody is there to answer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DEVLOOP_")}
    return subprocess.run(
        [COMMAND, *words],
        cwd=ROOT,
        env=kept | {"DEVLOOP_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def play(example: str, home: Path) -> tuple[list[int], list[str], dict[str, Run]]:
    """The exit codes, what was printed, and the runs by their names."""
    told = [run_devloop(words, home) for words in commands(example)]
    return (
        [each.returncode for each in told],
        [each.stdout + each.stderr for each in told],
        asyncio.run(_runs(home)),
    )


async def _runs(home: Path) -> dict[str, Run]:
    history = History.open(home)
    try:
        return {row.name: Run(await history.read(row.run)) for row in await history.rows(50)}
    finally:
        await history.close()

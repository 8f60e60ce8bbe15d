"""What a run asks, asked on the terminal where it runs."""

import asyncio
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from devloop_nb.frontends.cli.output import tell
from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Checkpoint
from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan_text import parse_plan, plan_text
from devloop_nb.values.run_state import Listener, RunState

if TYPE_CHECKING:
    from devloop_nb.session import Session


def somebody_is_there() -> bool:
    """Whether a question on the terminal can be answered there."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get("CI")


class Questions:
    """Listens to runs of ``session``; a question that is answered elsewhere is asked no longer."""

    def __init__(self, session: "Session") -> None:
        self._session, self._turn = session, asyncio.Lock()
        self._asking: dict[str, asyncio.Task[None]] = {}

    def hear(self, recorded: ev.Recorded, state: RunState) -> None:
        """Asks what is asked; called in the session's own loop."""
        match recorded.event:
            case ev.CheckpointReached(checkpoint=checkpoint) if checkpoint.seconds != 0:
                self._begin(state.run, checkpoint)
            case ev.RunResumed():
                for checkpoint in state.helm.open:
                    self._begin(state.run, checkpoint)
            case ev.CheckpointAnswered(checkpoint=key):
                self._end(key)
            case ev.RunEnded():
                for key in list(self._asking):
                    self._end(key)

    def _begin(self, run: str, checkpoint: Checkpoint) -> None:
        self._asking[checkpoint.id] = asyncio.create_task(self._ask(run, checkpoint))

    def _end(self, key: str) -> None:
        if task := self._asking.pop(key, None):
            task.cancel()

    async def _ask(self, run: str, checkpoint: Checkpoint) -> None:
        async with self._turn:
            tell(checkpoint.shows.rstrip())
            answered = False
            while not answered:
                try:
                    answered = await self._answer(run, checkpoint)
                except BadInput as error:
                    tell(f"devloop-nb: {error.line}")

    async def _answer(self, run: str, checkpoint: Checkpoint) -> bool:
        edits = "/e" if checkpoint.plan else ""
        tell(f"{checkpoint.asks} [y/n{edits}]")
        said = (await _line()).strip().lower()
        # From here on the answer itself ends this task: it must not be cut short.
        if said in ("y", "yes"):
            await asyncio.shield(self._session.approve(run, checkpoint=checkpoint.id))
        elif said in ("n", "no"):
            tell("What should be better?")
            note = (await _line()).strip()
            await asyncio.shield(self._session.reject(run, note, checkpoint.id))
        elif said in ("e", "edit") and checkpoint.plan:
            text = await asyncio.to_thread(_edited, plan_text(checkpoint.plan))
            await asyncio.shield(self._session.edit_plan(run, parse_plan(text, "what you wrote")))
        else:
            return False
        return True


class Listening:
    """Tells of a run, and asks what it asks where somebody is there to answer."""

    def __init__(self, session: "Session", progress: Listener) -> None:
        self.attended = somebody_is_there()
        self._hear = [progress, Questions(session).hear] if self.attended else [progress]

    def __call__(self, recorded: ev.Recorded, state: RunState) -> None:
        """An event was committed."""
        for hear in self._hear:
            hear(recorded, state)


def _edited(text: str) -> str:
    """What the user's editor makes of it."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory(prefix="devloop-") as folder:
        file = Path(folder) / "plan.yaml"
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=False)
        except OSError as error:
            raise BadInput(f"{editor} does not start", error.strerror or "", "Set EDITOR to yours.") from None
        return file.read_text("utf-8")


async def _line() -> str:
    """The next line on the terminal, without holding up the run; where there is an end of it, nothing comes."""
    if os.name == "nt":
        return await asyncio.to_thread(sys.stdin.readline)
    loop, handle = asyncio.get_running_loop(), sys.stdin.fileno()
    line: asyncio.Future[str] = loop.create_future()

    def take() -> None:
        if not line.done():
            line.set_result(os.read(handle, 65536).decode(errors="replace"))

    loop.add_reader(handle, take)
    try:
        read = await line
    finally:
        loop.remove_reader(handle)
    if not read:
        await asyncio.Event().wait()
    return read

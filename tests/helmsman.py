"""A run that people steer: a session with prepared answers, and moments to wait for."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import yaml
from halving import HALF as HALF
from halving import RIGHT as RIGHT
from halving import ROUNDED as ROUNDED
from halving import WRONG as WRONG
from halving import play

from devloop_nb.session import Session, Told
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.spec_text import parse_spec

SLOW = "import time\n\ndef half(x):\n    time.sleep(0.6)\n    return x\n"
# Both modules are imported, so that a model, or a script, has to plan.
TWO = """Double and triple a number.

## Tests
```python
from double import double

def test_double():
    assert double(2) == 4
```
```python
from triple import triple

def test_triple():
    assert triple(2) == 6
```
"""
DOUBLE, TRIPLE = "def double(x):\n    return 2 * x\n", "def triple(x):\n    return 3 * x\n"
PLAN = [{"name": "double", "purpose": "Doubles"}, {"name": "triple", "purpose": "Triples"}]


class Ship:
    """A session in a folder, the run it works on, and everything that happened there."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder
        self.events: list[Recorded] = []
        self.state = RunState()

    def settings(self, script: dict[str, Any], **settings: Any) -> Settings:
        file = self.folder / "answers.yaml"
        file.write_text(yaml.safe_dump(script))
        return merge_settings({"lm": f"scripted:{file}", **settings})

    def hear(self, recorded: Recorded, state: RunState) -> None:
        self.events.append(recorded)
        self.state = state

    async def until(self, holds: Callable[[RunState], Any]) -> RunState:
        async with asyncio.timeout(60):
            while not holds(self.state):
                assert self.state.status == "running", self.state.reason
                await asyncio.sleep(0.01)
        return self.state

    def _see_end(self, task: "asyncio.Task[Told]") -> None:
        if not task.cancelled() and (error := task.exception()):
            self.state = RunState(status="failed", reason=str(error))

    def kinds(self) -> list[str]:
        return [recorded.event.kind for recorded in self.events]

    @contextlib.asynccontextmanager
    async def sailing(self, text: str, settings: Settings, name: str = "half", **how: Any) -> AsyncIterator[Any]:
        """A run in the background; what is left of it is stopped."""
        asked = self.session.develop(parse_spec(text, name), settings, listen=self.hear, **how)
        task: asyncio.Task[Told] = asyncio.create_task(asked)
        task.add_done_callback(self._see_end)
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def sail(folder: Path, story: Callable[[Ship], Awaitable[None]]) -> None:
    play(folder, lambda session: story(Ship(session, folder)))

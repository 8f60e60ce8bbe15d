"""The smallest thing to ask for, answers to it, and a session in which a story about it is told."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from devloop_nb.session import Session
from devloop_nb.wiring import open_session

HALF = """Halve a number exactly.

## Tests
```python
from half import half

def test_even():
    assert half(4) == 2

def test_odd():
    assert half(3) == 1.5
```
"""
WRONG, ROUNDED, RIGHT = (f"def half(x):\n    return {how}\n" for how in ("x", "x // 2", "x / 2"))


def play(folder: Path, story: Callable[[Session], Awaitable[None]]) -> None:
    """The story, in a session with a home of its own."""

    async def session() -> None:
        opened = open_session(folder / "home")
        try:
            await story(opened)
        finally:
            await opened.close()

    asyncio.run(session())

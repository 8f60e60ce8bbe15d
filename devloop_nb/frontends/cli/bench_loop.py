"""``devloop-nb bench loop``: what the loop itself costs, with prepared answers in place of a model."""

import json as json_text
import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say, say_json, tell
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.values.summary import summarise

if TYPE_CHECKING:
    from devloop_nb.session import Session

SPEC = """Halve a number.

## Tests
```python
from half import half
def test_even(): assert half(4) == 2
def test_odd(): assert half(3) == 1.5
def test_none(): assert half(None) is None
```
"""
TO_KIB = 1 if sys.platform == "linux" else 1 / 1024


def loop(
    attempts: Annotated[int, typer.Option(min=1, metavar="N", help="Attempts, none of which is good enough.")] = 1000,
    json: Json = False,
) -> None:
    """Measure what an attempt costs beside model and kernel: deciding, storing, showing.

    Each attempt runs its tests in a fresh kernel of its own, so that 1,000 take some minutes.

    Example: devloop-nb bench loop --attempts 200
    """
    with tempfile.TemporaryDirectory(prefix="devloop-") as folder:
        script = Path(folder, "answers.yaml")
        script.write_text(json_text.dumps({"code": {"half": [_code(number) for number in range(attempts)]}}))
        settings = Settings(lm=f"scripted:{script}", attempts=attempts)

        async def act(session: "Session") -> RunState:
            return (await session.develop(parse_spec(SPEC, "half"), settings, listen=_tell)).state

        state = work(Path(folder), act)
    seconds = summarise(state).seconds
    told = {
        "attempts": len(state.modules["half"].finished),
        "own_ms_per_attempt": 1000 * seconds.own / attempts,
        "kernel_ms_per_attempt": 1000 * seconds.kernel / attempts,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * TO_KIB / 1024,
    }
    say_json(told) if json else say("\n".join(f"{name}: {value:.2f}" for name, value in told.items()))


def _code(number: int) -> str:
    return f"def half(x):\n    # attempt {number}\n    return x // 2\n"


def _tell(recorded: Recorded, state: RunState) -> None:
    if recorded.event.kind == "attempt_scored" and (done := len(state.modules["half"].finished)) % 100 == 0:
        tell(f"{done} attempts")

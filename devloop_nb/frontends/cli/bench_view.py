"""``devloop-nb bench view``: what the live view of a large run costs, on Python's side of it."""

import json as json_text
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.bench_view_run import NAME, attempt, begun
from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say_json, say_table, tell
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.events import Recorded
from devloop_nb.values.fold import advance
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView
    from devloop_nb.session import Session

OPENINGS, UPDATES = 5, 30
"""How often the view is opened, and for how many more attempts it is followed."""
EVENT_SECONDS = 0.1


def view(
    attempts: Annotated[
        int, typer.Option(min=1, metavar="N", help="Attempts of the run, 20 kB of code each.")
    ] = 1000,
    json: Json = False,
) -> None:
    """Measure the live view of a run of many attempts: milliseconds and bytes.

    The run is written into a history of its own, then opened and followed for 30 more attempts. What a browser does
    with it is not in the figures, since none is needed here.

    Example: devloop-nb bench view --attempts 200
    """

    async def act(session: "Session") -> dict[str, Any]:
        return await _measure(session, attempts)

    with tempfile.TemporaryDirectory(prefix="devloop-") as folder:
        told = work(Path(folder), act)
    say_json(told) if json else say_table(("what", "is"), [(name, f"{value:,}") for name, value in told.items()])


async def _measure(session: "Session", attempts: int) -> dict[str, Any]:
    from devloop_nb.frontends.report.report import Report

    run = await _write(session, attempts)
    tell(f"{attempts:,} attempts are stored")
    opened = [await _open(session, run) for _ in range(OPENINGS)]
    _, state, shown = opened[-1]
    updates = list(_follow(shown, state, attempts))
    return {
        "attempts": attempts,
        **_spread("open_ms", [ms for ms, _, _ in opened]),
        **_spread("update_ms", [ms for ms, _ in updates]),
        "open_bytes": _size(shown.index),
        **_spread("update_bytes", [sent for _, sent in updates]),
        "receipt_bytes": _receipt_size(state, shown.uid),
        "html_bytes": len(Report(state).html().encode()),
    }


async def _write(session: "Session", attempts: int) -> str:
    run = await session.doors.history.create(NAME, "")
    log = await session.doors.open_log(run, None)
    for event in begun(attempts, attempts + UPDATES):
        await log.emit(event) if event.kind == "attempt_scored" else log.add(event)
    return run


async def _open(session: "Session", run: str) -> tuple[float, RunState, "RunView"]:
    """As ``%devloop show`` does it."""
    from devloop_nb.frontends.widgets.run_view import RunView

    began = time.perf_counter()
    state = await session.find(run)
    shown = RunView(state, session, live=True)
    _receipt_size(state, shown.uid)
    return 1000 * (time.perf_counter() - began), state, shown


def _follow(shown: "RunView", state: RunState, attempts: int) -> Iterator[tuple[float, int]]:
    """Milliseconds and bytes of each update, one for each event of a run that goes on."""
    for number in range(attempts + 1, attempts + UPDATES + 1):
        for event in attempt(number, attempts + UPDATES):
            at = state.last + EVENT_SECONDS
            recorded = Recorded(run=state.run, seq=state.seq + 1, at=at, event=event)
            state, before = advance(state, recorded), len(shown.lines)
            began = time.perf_counter()
            shown.hear(recorded, state)
            shown.show(state)
            yield 1000 * (time.perf_counter() - began), _size([shown.index, shown.lines[before:]])


def _receipt_size(state: RunState, uid: str) -> int:
    """Bytes that the notebook keeps of the run."""
    from devloop_nb.frontends.widgets.receipt import receipt
    from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture

    picture = receipt_picture(state)
    return _size([receipt(state, uid), picture_bundle(picture) if picture else ""])


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    return {f"{name}_median": round(median(values), 2), f"{name}_worst": round(max(values), 2)}


def _size(value: Any) -> int:
    return len(json_text.dumps(value).encode())

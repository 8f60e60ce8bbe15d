"""``devloop-nb bench solve``: how many specs the loop solves, beside samples drawn independently at equal cost."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.bench_solve_sheet import Trial, as_json, say_trials
from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say_json, tell
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.session import Session


def solve(
    specs: Annotated[list[Path], typer.Argument(metavar="SPEC.md", help="Specs, or folders of them.")],
    lm: Annotated[str | None, typer.Option(metavar="MODEL", help="provider/model.")] = None,
    calls: Annotated[int, typer.Option(min=1, metavar="N", help="Calls to the model for one spec.")] = 8,
    seeds: Annotated[int, typer.Option(min=1, metavar="N", help="So many seeds: 0, 1, 2 and so on.")] = 3,
    json: Json = False,
    home: Home = None,
) -> None:
    """Solve specs by the loop, by best-of-N and by a single call, and compare.

    Each spec needs tests of its own, so that every call writes code. With --home what was done is kept, and an
    interrupted bench goes on. It takes long: specs x seeds x 2 x calls.

    Example: devloop-nb bench solve examples/small_functions
    """
    from devloop_nb.wiring import read_specs

    wanted = read_specs(specs)

    async def act(session: "Session") -> list[Trial]:
        return [trial async for trial in _try_all(session, wanted, lm, calls, seeds)]

    with tempfile.TemporaryDirectory(prefix="devloop-") as nothing_to_keep:
        trials = work(home or Path(nothing_to_keep), act)
    say_json(as_json(trials, calls)) if json else say_trials(trials, calls)


async def _try_all(
    session: "Session", wanted: Sequence[Requirements], lm: str | None, calls: int, seeds: int
) -> AsyncIterator[Trial]:
    """Interleaved, so that whatever else the machine does meets both alike."""
    from devloop_nb.wiring import load_settings

    for number, requirements in enumerate(wanted, 1):
        for seed in range(seeds):
            for search in ("loop", "samples"):
                settings = load_settings({"lm": lm, "attempts": calls, "seed": seed, "search": search})
                trial = _read((await session.develop(requirements, settings)).state, seed, search)
                tell(f"{number:3} of {len(wanted)}  {trial.spec}, seed {seed}, {search}: {trial.says}")
                yield trial


def _read(state: RunState, seed: int, search: str) -> Trial:
    attempts = [attempt for module in state.modules.values() for attempt in module.finished]
    asked = sum(attempt.move.asks for attempt in attempts)
    solved_at = asked if state.modules and all(each.accepted for each in state.modules.values()) else None
    hidden = state.hidden.passed == state.hidden.expected if state.hidden else None
    return Trial(state.name, seed, search, solved_at, hidden, len(state.calls), state.tokens)

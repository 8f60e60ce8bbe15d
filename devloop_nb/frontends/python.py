"""``await develop(...)``: the loop as one call."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from devloop_nb.frontends.context_files import given_files
from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.weights import metric_source
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import Listener
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec


async def develop(  # noqa: PLR0913 - one argument for each thing a caller may say
    requirements: Requirements | str,
    *,
    lm: str | None = None,
    attempts: int | None = None,
    threshold: float | None = None,
    rerun: bool = False,
    listen: Listener | None = None,
    home: str | Path | None = None,
    metric: str | Callable[..., float] | None = None,
    context: Mapping[str, Any] | None = None,
    **settings: Any,
) -> Report:
    """Builds what is asked for and reports on it; a string is read as a spec, one sentence is enough.

    What was run before is replayed from history, an interrupted run goes on. ``listen`` is called with every event
    and the state after it, in the engine's thread. ``metric(outcome, readings)`` scores in place of the weights; its
    source is kept with the run, so it imports what it needs. The objects in ``context`` are given along: a model is
    told what they are like, and the tests take them by their names, as fixtures; a ``Path`` among them is a file,
    whose text the coder reads. Other ``settings`` are those of ``devloop.toml``; ``workflow`` may also name a YAML
    file.
    Raises ``BadInput`` for what cannot be used, ``EnvironmentProblem`` where something outside is broken; a run
    without success is a report like any other.
    """
    from devloop_nb.wiring import load_settings, take_given

    asked = parse_spec(requirements) if isinstance(requirements, str) else requirements
    if context:
        cells = vars(sys.modules["__main__"]).get("In", ())
        objects = {name: value for name, value in context.items() if not isinstance(value, Path)}
        files = given_files(value for value in context.values() if isinstance(value, Path))
        asked = asked.with_given((*take_given(objects, objects, cells), *files))
    chosen = load_settings(
        {"lm": lm, "attempts": attempts, "threshold": threshold, "metric": metric_source(metric), **settings}
    )

    return await engine().wait(_reported(asked, chosen, Path(home) if home else None, rerun=rerun, listen=listen))


async def _reported(
    asked: Requirements, settings: Settings, home: Path | None, *, rerun: bool, listen: Listener | None
) -> Report:
    from devloop_nb.wiring import open_session

    session = open_session(home)
    try:
        told = await session.develop(asked, settings, rerun=rerun, listen=listen)
        return Report(told.state, session.code_folder(told.state.run))
    finally:
        await session.close()

"""Starts, resumes and stops runs; what else a session does is in the rooms beside it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from devloop_nb.preparation import check
from devloop_nb.session.answering import Answering
from devloop_nb.session.checking import Checking
from devloop_nb.session.doors import Doors
from devloop_nb.session.probing import Probing
from devloop_nb.session.tuning import Tuning
from devloop_nb.session.workshop import Workshop
from devloop_nb.stages.needs import absent_needs
from devloop_nb.stages.precedent import run_key, worth_replaying
from devloop_nb.values import events as ev
from devloop_nb.values.errors import BadInput
from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import Listener, RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.workflow import Workflow

NO_CHANGE: Mapping[str, float] = {}


@dataclass(frozen=True)
class Told:
    """What came of asking: ``replayed`` says that it was answered from history, at no cost."""

    state: RunState
    replayed: bool = False


class Session(Answering, Tuning, Probing, Checking):
    """The one API of every frontend; lives on one event loop."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.workshop = Workshop(doors)

    async def develop(
        self,
        requirements: Requirements,
        settings: Settings,
        *,
        rerun: bool = False,
        listen: Listener | None = None,
        attended: bool = False,
    ) -> Told:
        """Runs to the end; what was asked before is replayed, and what was interrupted is resumed.

        Raises ``BadInput`` and ``PackageMissing`` before anything is stored, other ``DevloopError`` after the run was
        put to rest. ``attended`` says that somebody is there to answer what the run asks.
        """
        check(requirements)
        label = self.doors.label(settings)
        wording = await asyncio.to_thread(self.doors.wording, settings)
        key = run_key(requirements, settings, label, wording)
        known = None if rerun else await self.doors.history.newest_with_key(key)
        if known:
            log = await self.doors.open_log(known, None)
            if worth_replaying(log.state):
                return Told(log.state, replayed=True)
            if log.state.requirements and not log.state.over:
                limits = {limit: getattr(settings, limit) for limit in LIMITS}
                how: Any = {"limits": limits, "executor": settings.executor, "workflow": settings.workflow}
                again = self.resume(known, listen=listen, attended=attended, **how)
                return Told(await again)
        check(requirements, await absent_needs(requirements, self.doors.packages), settings.permission)
        run = await self.doors.history.create(requirements.name, key)
        versions = dict(self.doors.versions)
        first = ev.RunStarted(requirements=requirements, settings=settings, lm=label, versions=versions)
        return Told(await self.workshop.work(run, first, listen, settings.executor, attended=attended))

    async def resume(
        self,
        which: str,
        *,
        listen: Listener | None = None,
        executor: str | None = None,
        limits: Mapping[str, float] = NO_CHANGE,
        workflow: Workflow | None = None,
        attended: bool = False,
    ) -> RunState:
        """Goes on with a run that was stopped, crashed or ran out of something; pays for nothing twice.

        Its suites run where they ran before, or at ``executor``. ``limits`` are those of its ``Budget`` that change,
        and ``workflow`` takes the place of its own.
        """
        state = await self.find(which)
        if state.over:
            return state
        now = self.doors.label(state.settings)
        if now != state.lm:
            raise BadInput(
                f"the run {state.run} was begun with {state.lm}",
                f"now the model is {now}",
                "Configure that model again, or start a new run with --rerun.",
            )
        place = state.settings.executor if executor is None else executor
        budget = merge_settings(limits, dict(state.settings)).budget if limits else None
        again = ev.RunResumed(budget=budget, workflow=workflow)
        return await self.workshop.work(state.run, again, listen, place, attended=attended)

    def stop(self, which: str = "") -> tuple[str, ...]:
        """Stops the run of that id, or name, or all of this session's; the best so far is kept."""
        return self.workshop.stop(which)

    async def close(self) -> None:
        """Stops what runs, ends the kernels and closes the history."""
        await self.workshop.close()
        await self.doors.laboratory.close()
        await self.doors.runners.close()
        await self.doors.history.close()

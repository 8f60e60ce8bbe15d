"""What one user is working on: the one API that every frontend calls."""

import asyncio
import contextlib
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devloop_nb.helm import Helm, at_the_helm, take_letters
from devloop_nb.pipeline import put_to_rest, run_pipeline
from devloop_nb.ports import Doors, Log, World
from devloop_nb.preparation import check
from devloop_nb.probing import Probing
from devloop_nb.stages.confirm import run_and_confirm
from devloop_nb.stages.needs import absent_needs
from devloop_nb.stages.session_names import describe_name, local_modules, patched_attributes, session_names
from devloop_nb.stages.steer import refusal
from devloop_nb.stages.stub import stub_source
from devloop_nb.stages.vet import vet
from devloop_nb.steering import Heard, Steering
from devloop_nb.tuning import Tuning
from devloop_nb.values import events as ev
from devloop_nb.values.choosing import choose_attempt
from devloop_nb.values.choosing import choose_module as choose_module
from devloop_nb.values.errors import BadInput, NotFound, RunBusy
from devloop_nb.values.finding import Finding
from devloop_nb.values.given import MODULE
from devloop_nb.values.health import Health
from devloop_nb.values.hidden_state import HiddenState
from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.limits import Limits
from devloop_nb.values.memory_lines import MemoryTable
from devloop_nb.values.metric import read_metric
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.overview import RunOverview
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import Listener, RunState
from devloop_nb.values.settings import Settings, merge_settings
from devloop_nb.values.steering import MOMENTARY, Accept, Redo, Undo, Wish
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.values.summary import RunRow
from devloop_nb.values.workflow import Workflow

NO_CHANGE: Mapping[str, float] = {}
NOT_OURS: Mapping[str, str] = {}
# How long a wish waits for the process that works on the run; after that it stays in the mailbox.
HEARD_SECONDS = 3.0


@dataclass(frozen=True)
class Told:
    """What came of asking: ``replayed`` says that it was answered from history, at no cost."""

    state: RunState
    replayed: bool = False


class Session(Steering, Tuning, Probing):
    """Starts, resumes, stops and reads runs; lives on one event loop."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._helms: dict[str, Helm] = {}

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
            if log.state.requirements and not is_over(log.state):
                limits = {limit: getattr(settings, limit) for limit in LIMITS}
                how: Any = {"limits": limits, "executor": settings.executor, "workflow": settings.workflow}
                again = self.resume(known, listen=listen, attended=attended, **how)
                return Told(await again)
        check(requirements, await absent_needs(requirements, self.doors.packages), settings.permission)
        run = await self.doors.history.create(requirements.name, key)
        versions = dict(self.doors.versions)
        first = ev.RunStarted(requirements=requirements, settings=settings, lm=label, versions=versions)
        return Told(await self._work(run, first, listen, settings.executor, attended=attended))

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
        if is_over(state):
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
        return await self._work(state.run, again, listen, place, attended=attended)

    async def vet(self, requirements: Requirements, settings: Settings) -> tuple[Finding, ...]:
        """Everything that a run would find about the requirements before it begins; nothing is stored."""
        return vet(requirements, await absent_needs(requirements, self.doors.packages), settings.permission)

    def stop(self, which: str = "") -> tuple[str, ...]:
        """Stops the run of that id, or name, or all of this session's; the best so far is kept."""
        told = [run for run in self._tasks if which in (run, "") or f"-{which}-" in run]
        for run in told:
            self._tasks[run].cancel()
        return tuple(told)

    async def runs(self, limit: int = 50) -> tuple[RunRow, ...]:
        """The newest runs first."""
        return await self.doors.history.rows(limit)

    async def listed(self, limit: int) -> tuple[RunOverview, ...]:
        """Runs with the figures that are kept, the newest first."""
        return await self.doors.history.overview(limit)

    async def events(self, run: str, after: int = 0) -> tuple[ev.Recorded, ...]:
        """What happened in the run of that id behind its event of number ``after``."""
        return await self.doors.history.read(run, after)

    def written(self, run: str) -> Mapping[str, tuple[str, int]]:
        """The answers that models are writing in this process, by call: the text so far, and its tokens."""
        return self.doors.written(run)

    async def is_worked_on(self, run: str) -> bool:
        """Whether this process, or another, works on the run of that id."""
        return await self.doors.history.is_worked_on(run)

    async def find(self, which: str = "") -> RunState:
        """The state of a run: by id, by the beginning of an id, or the newest of that name. Raises ``NotFound``."""
        return (await self.doors.open_log(await self.doors.history.find(which), None)).state

    async def accept(self, which: str, module: str = "", number: int | None = None) -> RunState:
        """Makes an attempt the accepted one, by hand; without a number the best of the module."""
        state = await self.find(which)
        chosen = choose_module(state, module)
        attempt = choose_attempt(chosen, number)
        if chosen.accepted == attempt.number:
            return state
        return (await self.steer(state.run, Accept(module=chosen.name, number=attempt.number))).state

    async def steer(self, which: str, wish: Wish) -> Heard:
        state = await self.find(which)
        if reason := refusal(wish, state):
            raise BadInput(f"{state.name}: {reason}", mend="Nothing was changed.")
        if isinstance(wish, MOMENTARY) and not await self.doors.history.is_worked_on(state.run):
            mend = f"Go on with it: devloop-nb resume {state.run}" if state.status != "success" else ""
            raise BadInput(f"nobody is working on the run {state.run}", mend=mend)
        letter = await self.doors.mailbox.put(state.run, wish)
        obeyed = await self._delivered(state.run, letter)
        state = await self.find(state.run)
        if reason := state.helm.refused.get(letter, ""):
            raise BadInput(f"{state.name}: {reason}", mend="Nothing was changed.")
        if isinstance(wish, Accept | Undo | Redo):
            await self._write_accepted(state)
        return Heard(state, obeyed)

    async def write_package(self, which: str, folder: Path) -> tuple[Path, ...]:
        """Writes the run's best code and its tests into a folder."""
        state = await self.find(which)
        files = {f"{name}.py": code for name, code in state.code.items()}
        suites = [*(module.suite for module in state.modules.values()), state.integration, state.hidden_suite]
        files |= {file.name: file.source for suite in suites if suite for file in suite.files}
        files |= {f"{MODULE}.py": suite.given for suite in suites if suite and suite.given}
        return await asyncio.to_thread(self.doors.write_files, folder, files)

    async def test(
        self,
        sources: Mapping[str, str],
        test_files: Mapping[str, str],
        limits: Limits,
        executor: str = "",
        memory_lines: bool = False,
    ) -> Outcome:
        """Runs test files (by name) over code (by module name) in a fresh kernel, here or at ``executor``.

        What must report is collected beforehand, on stubs: code that breaks the collection loses its tests. With
        ``memory_lines`` they run once more, here, and the memory of the process is read after each line.
        """
        files = [SuiteFile(name=name, source=source, provenance="user") for name, source in test_files.items()]
        suite = Suite(module="code", files=tuple(files))
        stubs = {name: stub_source(name, test_files.values()) for name in sources}
        runner = await self.doors.runners.at(executor)
        collected = await runner.run(stubs, suite, limits)
        expected = tuple(case.id for case in collected.tests)
        suite = suite.model_copy(update={"expected": expected})
        outcome = await run_and_confirm(sources, suite, runner, limits)
        if not memory_lines:
            return outcome
        table = await self.doors.laboratory.memory_lines(sources, suite, limits)
        return outcome.model_copy(update={"memory_lines": table})

    async def memory_lines(self, which: str) -> MemoryTable:
        """The memory of the process after each line of a run's best code, while its own tests run."""
        state = await self.find(which)
        suites = [module.suite for module in state.modules.values()]
        files = tuple(file for suite in suites if suite for file in suite.files)
        if not state.code:
            raise BadInput(f"{state.name} has no code", mend="Resume the run, or run it again with --rerun.")
        given = next((suite.given for suite in suites if suite), "")
        suite = Suite(module=state.name, files=files, given=given)
        return await self.doors.laboratory.memory_lines(state.code, suite, state.settings.limits)

    async def check_state(
        self,
        source: str,
        namespace: Mapping[str, Any],
        *,
        usual: Mapping[str, Any] | None = None,
        cells: Sequence[str] = (),
        modules: Mapping[str, str] | None = None,
    ) -> HiddenState:
        """What a cell's Python ``source`` takes from a ``namespace``; it runs in a fresh kernel, and not here.

        ``usual`` is what every such namespace has from its start, ``cells`` are those that ran before, and of
        ``modules``, sources by name, the fresh kernel is lent what the cell imports. Raises ``BadInput``.
        """
        try:
            only = session_names(source, namespace, usual or {}, cells)
            patched = patched_attributes(source, namespace)
        except (SyntaxError, ValueError) as error:
            raise BadInput("the cell is no Python", str(error), "Mend it; nothing was run.") from None
        fresh = await self.doors.laboratory.run_cell(source, local_modules(source, modules or {}), Limits())
        if fresh.lacks in namespace and fresh.lacks not in {name.name for name in only}:
            only = (*only, describe_name(fresh.lacks, namespace[fresh.lacks], cells))
        return HiddenState(only_here=only, patched=patched, fresh=fresh)

    async def check(self) -> tuple[Health, ...]:
        """What the doctor says."""
        return await self.doors.check()

    def code_folder(self, run: str) -> Path:
        """Where the accepted code of a run lies."""
        return self.doors.home / "accepted" / run

    async def close(self) -> None:
        """Stops what runs, ends the kernels and closes the history."""
        tasks = list(self._tasks.values())
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.doors.laboratory.close()
        await self.doors.runners.close()
        await self.doors.history.close()

    async def _delivered(self, run: str, letter: str) -> bool:
        """Waits until who works on the run has taken the letter; where nobody does, it is taken here."""
        until = time.monotonic() + HEARD_SECONDS
        while time.monotonic() < until:
            if run in self._helms:
                self._helms[run].call()
            elif not await self.doors.history.is_worked_on(run):
                with contextlib.suppress(RunBusy):
                    await self._take_letters(run)
            if letter not in {waiting.id for waiting in await self.doors.mailbox.waiting(run)}:
                return True
            await asyncio.sleep(0.05)
        return False

    async def _work(
        self, run: str, first: ev.Event, listen: Listener | None, executor: str, *, attended: bool
    ) -> RunState:
        await self.doors.history.claim(run)
        try:
            log = await self.doors.open_log(run, listen)
            await take_letters(log, self.doors.mailbox, late=True)
            await log.emit(first)
            helm = self._helms[run] = Helm(log, self.doors.mailbox, attended=attended)
            work = self._pipeline(log, helm, executor)
            task = self._tasks[run] = asyncio.create_task(work, name=f"devloop {run}")
            try:
                async with at_the_helm(helm, task):
                    await _finish(task)
            finally:
                self._tasks.pop(run, None)
                self._helms.pop(run, None)
                await self._write_accepted(log.state)
            return log.state
        finally:
            await self.doors.history.release(run)

    async def _pipeline(self, log: Log, helm: Helm, executor: str) -> None:
        state = log.state
        if state.requirements is None:
            raise NotFound(f"the run {state.run} holds no requirements", mend="Start it again from its spec.")
        here = state.settings.model_copy(update={"executor": executor})
        async with put_to_rest(log), self.doors.open_coder(here, log) as coder:
            doors, chosen = self.doors, state.settings
            runner = await doors.runners.at(executor)
            metric = await asyncio.to_thread(read_metric, chosen.metric) if chosen.metric else None
            world = World(coder, runner, log, helm, chosen.weights, doors.packages, doors.checkers, metric)
            await run_pipeline(state.requirements, world)

    async def _take_letters(self, run: str) -> None:
        await self.doors.history.claim(run)
        try:
            await take_letters(await self.doors.open_log(run, None), self.doors.mailbox, late=True)
        finally:
            await self.doors.history.release(run)

    async def _write_accepted(self, state: RunState) -> None:
        files = {
            f"{name}.py": module.best.code if module.accepted and module.best else None
            for name, module in state.modules.items()
            if module.acceptances.made
        }
        if files:
            await asyncio.to_thread(self.doors.write_files, self.code_folder(state.run), files)


# Settings that do not change what comes of a run.
NO_MATTER = {"lm", "executor", "install", "install_mib", "prices", "workflow", "templates", *LIMITS}


def run_key(requirements: Requirements, settings: Settings, label: str, wording: Mapping[str, str] = NOT_OURS) -> str:
    """The same words with the same settings have the same key; ``wording`` are the versions of one's own prompts."""
    asked = [requirements.model_dump(mode="json"), settings.model_dump(mode="json", exclude=NO_MATTER), label]
    asked += [part for part in (settings.workflow.conditions, dict(wording)) if part]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def is_over(state: RunState) -> bool:
    """Whether there is nothing to take up; a run that fell short is taken up when a limit was raised since."""
    return state.status == "success" or (state.status in ("partial", "failed") and not state.helm.reopens)


def worth_replaying(state: RunState) -> bool:
    """A run that ended with attempts to show; one that broke before is tried again."""
    tried = any(module.finished for module in state.modules.values())
    return is_over(state) and (state.status != "failed" or tried)


async def _finish(task: asyncio.Task[None]) -> None:
    """Waits for a run; one that was stopped is an end like any other, unless the waiting itself was cancelled."""
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait([task])
        raise
    if not task.cancelled():
        task.result()

"""What a session checks without a run: requirements, tests over code, a notebook's cell, and the machine it is on."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from devloop_nb.session.doors import Doors
from devloop_nb.stages.confirm import run_and_confirm
from devloop_nb.stages.needs import absent_needs
from devloop_nb.stages.session_names import describe_name, local_modules, patched_attributes, session_names
from devloop_nb.stages.stub import stub_source
from devloop_nb.stages.vet.vetting import vet
from devloop_nb.values.errors import BadInput
from devloop_nb.values.finding import Finding
from devloop_nb.values.health import Health
from devloop_nb.values.hidden_state import HiddenState
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile


class Checking:
    """Nothing of it is stored."""

    doors: Doors

    async def vet(self, requirements: Requirements, settings: Settings) -> tuple[Finding, ...]:
        """Everything that a run would find about the requirements before it begins."""
        return vet(requirements, await absent_needs(requirements, self.doors.packages), settings.permission)

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

    async def check(self, folder: Path | None = None) -> tuple[Health, ...]:
        """What the doctor says of the machine, and of a folder: the working folder where none is named."""
        return await self.doors.check((folder or Path()).absolute())

"""What a session tells of runs, and where the code of a run lies."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from devloop_nb.session.doors import Doors
from devloop_nb.values.events import Recorded
from devloop_nb.values.given import MODULE
from devloop_nb.values.origin import FILE, origin_text
from devloop_nb.values.overview import RunOverview
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunRow


class Reading:
    """Nothing here changes a run."""

    doors: Doors

    async def find(self, which: str = "") -> RunState:
        """The state of a run: by id, by the beginning of an id, or the newest of that name. Raises ``NotFound``."""
        return (await self.doors.open_log(await self.doors.history.find(which), None)).state

    async def runs(self, limit: int = 50) -> tuple[RunRow, ...]:
        """The newest runs first."""
        return await self.doors.history.rows(limit)

    async def listed(self, limit: int) -> tuple[RunOverview, ...]:
        """Runs with the figures that are kept, the newest first."""
        return await self.doors.history.overview(limit)

    async def events(self, run: str, after: int = 0) -> tuple[Recorded, ...]:
        """What happened in the run of that id behind its event of number ``after``."""
        return await self.doors.history.read(run, after)

    def written(self, run: str) -> Mapping[str, str | None]:
        """What models are writing in this process, by call; ``None`` where one tells it only when it is done."""
        return self.doors.written(run)

    async def is_worked_on(self, run: str) -> bool:
        """Whether this process, or another, works on the run of that id."""
        return await self.doors.history.is_worked_on(run)

    def code_folder(self, run: str) -> Path:
        """Where the accepted code of a run lies."""
        return self.doors.code_folder(run)

    async def write_package(self, which: str, folder: Path) -> tuple[Path, ...]:
        """Writes the run's best code and its tests into a folder, and where they come from."""
        state = await self.find(which)
        files = {f"{name}.py": code for name, code in state.code.items()}
        suites = [*(module.suite for module in state.modules.values()), state.integration, state.hidden_suite]
        files |= {file.name: file.source for suite in suites if suite for file in suite.files}
        files |= {f"{MODULE}.py": suite.given for suite in suites if suite and suite.given}
        files[FILE] = origin_text(state)
        return await asyncio.to_thread(self.doors.write_files, folder, files)

"""The doors to the runs of one folder, and a session on them."""

import asyncio
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from devloop_nb.allowance import Allowance
from devloop_nb.history.history import History
from devloop_nb.history.mailbox import Mailbox
from devloop_nb.history.run_log import RunLog
from devloop_nb.kernels.dask_health import executor_health
from devloop_nb.kernels.executors import Executors
from devloop_nb.kernels.fence.health import fence_health
from devloop_nb.kernels.health import kernel_health
from devloop_nb.kernels.installed import InstalledPackages
from devloop_nb.kernels.laboratory import Laboratory
from devloop_nb.lm.breaker import Breakers
from devloop_nb.lm.choice import lm_label
from devloop_nb.lm.coder import open_coder
from devloop_nb.lm.health import models_health
from devloop_nb.lm.priority import priorities
from devloop_nb.lm.template_shelf import TemplateShelf, own_versions
from devloop_nb.lm.writing import Writing
from devloop_nb.ports.coder import Coder
from devloop_nb.ports.log import Log
from devloop_nb.session import Session
from devloop_nb.session.doors import Doors
from devloop_nb.specs.health import folder_health
from devloop_nb.specs.workspace import write_files
from devloop_nb.tools.checkers import Checkers
from devloop_nb.tools.health import tools_health
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.health import Health
from devloop_nb.values.run_state import Listener
from devloop_nb.values.settings import Settings
from devloop_nb.wiring.folder import contents_health
from devloop_nb.wiring.places import run_folder, templates_folder
from devloop_nb.wiring.redaction import redact_for, redactor
from devloop_nb.wiring.settings import load_settings
from devloop_nb.workbench import Workbench

NOTED = ("devloop-nb", "dspy", "ipykernel", "ipytest", "pytest")


def open_session(home: Path | None = None) -> Session:
    """A session on the history in ``home``. Raises ``HistoryUnavailable``."""
    return Session(House(run_folder(home)).doors)


class House:
    """What all runs of one folder share, opened once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._history, self._breakers = folder, History.open(folder), Breakers()
        self._runners, self._laboratory = Executors(), Laboratory(ahead=False)
        self._writings: dict[str, Writing] = {}

    @property
    def doors(self) -> Doors:
        """What a session on them needs."""
        return Doors(
            history=self._history,
            mailbox=Mailbox(self._history, lambda text: redactor()(text)),
            runners=self._runners,
            laboratory=self._laboratory,
            packages=InstalledPackages(),
            checkers=Checkers(),
            home=self._folder,
            versions={"python": platform.python_version()} | {name: version(name) for name in NOTED},
            label=lm_label,
            wording=lambda settings: own_versions(templates_folder(settings, self._folder)),
            open_log=self._open_log,
            open_coder=self._open_coder,
            written=self._written,
            write_files=write_files,
            check=self._check,
        )

    async def _open_log(self, run: str, listen: Listener | None) -> Log:
        return await RunLog.open(self._history, run, redactor(), listen)

    @asynccontextmanager
    async def _open_coder(self, settings: Settings, log: Log) -> AsyncIterator[Coder]:
        settings = settings.model_copy(update={"templates": templates_folder(settings, self._folder)})
        run, allowance = log.state.run, Allowance(log, self._history.spent)
        writing = self._writings[run] = Writing()
        how = (await asyncio.to_thread(redact_for, log), allowance.check, self._breakers, writing)
        try:
            moved = priorities(await self._history.told_scores()) if settings.adaptive else {}
            bench = Workbench(log, lambda: self._runners.at(settings.executor), self._laboratory)
            async with open_coder(settings, log.state.calls, allowance.tell, *how, moved, bench) as opened:
                yield opened
        finally:
            self._writings.pop(run, None)

    def _written(self, run: str) -> dict[str, str | None]:
        return self._writings[run].so_far() if run in self._writings else {}

    async def _check(self, folder: Path) -> tuple[Health, ...]:
        try:
            settings = load_settings({})
        except BadSetting:  # folder_health says it.
            settings = Settings()
        folder_says = await asyncio.to_thread(folder_health, folder)
        contents = await contents_health(folder, settings, InstalledPackages())
        ready = [*await models_health(settings), await kernel_health(), await fence_health()]
        ready += [*await executor_health(settings.executor), tools_health(settings.gates)]
        return (*folder_says, *contents, *ready, *await self._history.check())


def open_templates(home: Path | None = None) -> TemplateShelf:
    """The prompt templates of the runs in ``home``. Raises ``BadSetting``."""
    folder = templates_folder(load_settings({}), run_folder(home))
    return TemplateShelf(Path(folder).expanduser(), write_files, redactor())

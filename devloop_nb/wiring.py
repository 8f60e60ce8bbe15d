"""The only module that opens real doors."""

import asyncio
import os
import platform
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from devloop_nb.allowance import Allowance
from devloop_nb.history.history import History
from devloop_nb.history.mailbox import Mailbox
from devloop_nb.history.run_log import RunLog
from devloop_nb.kernels.bench.figures import Figures as Figures
from devloop_nb.kernels.dask_health import executor_health
from devloop_nb.kernels.executors import Executors
from devloop_nb.kernels.fence.health import fence_health
from devloop_nb.kernels.growth import GrowthRunner as GrowthRunner
from devloop_nb.kernels.health import kernel_health
from devloop_nb.kernels.installed import InstalledPackages
from devloop_nb.kernels.laboratory import Laboratory
from devloop_nb.kernels.notebook_kernel import notebook_kernel as notebook_kernel
from devloop_nb.lm.breaker import Breakers
from devloop_nb.lm.choice import lm_label
from devloop_nb.lm.coder import open_coder
from devloop_nb.lm.forecast import count_tokens as count_tokens
from devloop_nb.lm.health import models_health
from devloop_nb.lm.priority import priorities
from devloop_nb.lm.template_shelf import TemplateShelf, own_versions
from devloop_nb.lm.weights import fetch_weights as fetch_weights
from devloop_nb.lm.weights import model_status as model_status
from devloop_nb.lm.writing import Writing
from devloop_nb.ports.coder import Coder
from devloop_nb.ports.log import Log
from devloop_nb.session import Session
from devloop_nb.session.doors import Doors
from devloop_nb.specs.files import name_for as name_for
from devloop_nb.specs.files import read_specs as read_specs
from devloop_nb.specs.health import folder_health
from devloop_nb.specs.settings_file import NOT_IN_FILES as NOT_IN_FILES
from devloop_nb.specs.settings_here import settings_here, settings_of
from devloop_nb.specs.workspace import write_files as write_files
from devloop_nb.stages.given.taking import take_given as take_given
from devloop_nb.stages.measure import fit_scaling as fit_scaling
from devloop_nb.tools.checkers import Checkers
from devloop_nb.tools.health import tools_health
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.health import Health
from devloop_nb.values.private import Mask
from devloop_nb.values.run_state import Listener
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.setting_row import InForce
from devloop_nb.values.settings import Settings
from devloop_nb.workbench import Workbench

NOTED = ("devloop-nb", "dspy", "ipykernel", "ipytest", "pytest")


def home_folder() -> Path:
    """Where history and accepted code lie: ``DEVLOOP_HOME``, else ``.devloop`` in the working folder."""
    return Path(os.environ.get("DEVLOOP_HOME") or ".devloop").expanduser().absolute()


def load_settings(arguments: Mapping[str, Any], config: Mapping[str, Any] | None = None) -> Settings:
    """The settings here; what is said nearer to the run wins. Raises ``BadSetting``."""
    return settings_of(Path.cwd(), os.environ, arguments, config or {})


def settings_in_force(config: Mapping[str, Any] | None = None) -> dict[str, InForce]:
    """What each setting is here, without secrets, and where it comes from. Raises ``BadSetting``."""
    return settings_here(Path.cwd(), os.environ, config or {}, _redactor())


def open_session(home: Path | None = None) -> Session:
    """A session on the history in ``home``. Raises ``HistoryUnavailable``."""
    return Session(_House(_folder(home)).doors)


class _House:
    """The doors to the runs of one folder: what all of these share is opened once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._history, self._breakers = folder, History.open(folder), Breakers()
        self._runners, self._laboratory = Executors(), Laboratory(ahead=False)
        self._writings: dict[str, Writing] = {}

    @property
    def doors(self) -> Doors:
        return Doors(
            history=self._history,
            mailbox=Mailbox(self._history, lambda text: _redactor()(text)),
            runners=self._runners,
            laboratory=self._laboratory,
            packages=InstalledPackages(),
            checkers=Checkers(),
            home=self._folder,
            versions={"python": platform.python_version()} | {name: version(name) for name in NOTED},
            label=lm_label,
            wording=lambda settings: own_versions(_templates(settings, self._folder)),
            open_log=self._open_log,
            open_coder=self._open_coder,
            written=self._written,
            write_files=write_files,
            check=self._check,
        )

    async def _open_log(self, run: str, listen: Listener | None) -> Log:
        return await RunLog.open(self._history, run, _redactor(), listen)

    @asynccontextmanager
    async def _open_coder(self, settings: Settings, log: Log) -> AsyncIterator[Coder]:
        settings = settings.model_copy(update={"templates": _templates(settings, self._folder)})
        run, allowance = log.state.run, Allowance(log, self._history.spent)
        writing = self._writings[run] = Writing()
        how = (await asyncio.to_thread(_redact_for, log), allowance.check, self._breakers, writing)
        try:
            moved = priorities(await self._history.told_scores()) if settings.adaptive else {}
            bench = Workbench(log, lambda: self._runners.at(settings.executor), self._laboratory)
            async with open_coder(settings, log.state.calls, allowance.tell, *how, moved, bench) as opened:
                yield opened
        finally:
            self._writings.pop(run, None)

    def _written(self, run: str) -> dict[str, str | None]:
        return self._writings[run].so_far() if run in self._writings else {}

    async def _check(self) -> tuple[Health, ...]:
        try:
            settings = load_settings({})
        except BadSetting:  # folder_health says it.
            settings = Settings()
        folder_says = await asyncio.to_thread(folder_health, Path.cwd())
        ready = [*await models_health(settings), await kernel_health(), await fence_health()]
        ready += [*await executor_health(settings.executor), tools_health(settings.gates)]
        return (*folder_says, *ready, *await self._history.check())


def open_templates(home: Path | None = None) -> TemplateShelf:
    """The prompt templates of the runs in ``home``. Raises ``BadSetting``."""
    folder = _templates(load_settings({}), _folder(home))
    return TemplateShelf(Path(folder).expanduser(), write_files, _redactor())


def _folder(home: Path | None) -> Path:
    return home.expanduser().absolute() if home else home_folder()


def _templates(settings: Settings, home: Path) -> str:
    return settings.templates or str(home / "templates")


async def bench_kernels(
    rounds: int, seconds: float, only: str, tell: Callable[[str], None]
) -> dict[tuple[str, str], Figures]:
    """What a suite costs in a fresh kernel, and in other ways whose names have ``only`` in them."""
    # Imported here: nothing else needs it, and it counts with what Windows does not count.
    from devloop_nb.kernels.bench.kernels_bench import bench_kernels

    return await bench_kernels(rounds, seconds, only, tell)


def _redact_for(log: Log) -> Callable[[str], str]:
    """Also without what looks private in the data that were given along, wherever it turns up."""
    redact, given = _redactor(), log.state.requirements.given if log.state.requirements else ()
    mask = Mask([each.source for each in given], [value for each in given for value in each.hidden])
    return lambda text: mask(redact(text))


def _redactor() -> Redactor:
    """Made anew each time: a key may be set at any moment."""
    return Redactor(secret_values(os.environ))

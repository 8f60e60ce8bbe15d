"""The magics themselves: thin, so that loading them costs nothing; the work is imported on first use."""

import os
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import cell_magic, line_cell_magic, magics_class, no_var_expand

from devloop_nb.frontends.magics.help import DEVLOOP, METRIC
from devloop_nb.frontends.magics.notebook_settings import NotebookSettings
from devloop_nb.frontends.magics.user_tests import UserTests
from devloop_nb.frontends.magics.voice import say

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.desk import Desk


@magics_class
class DevLoop(NotebookSettings):
    """Settings of ``%%devloop`` for this notebook: ``%config DevLoop.lm = "provider/model"``."""

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self.tests = UserTests()
        self._desks: dict[str, Desk] = {}

    @property
    def desk(self) -> "Desk":
        """What this notebook works on, opened on first use; another ``DEVLOOP_HOME`` has another."""
        from devloop_nb.frontends.magics.desk import Desk

        home = os.environ.get("DEVLOOP_HOME", "")
        if home not in self._desks:
            self._desks[home] = Desk(self)
        return self._desks[home]

    @no_var_expand
    @line_cell_magic
    def devloop(self, line: str, cell: str | None = None) -> Any:
        if cell is None:
            return self._command(line, awaited=False)
        from devloop_nb.frontends.magics.requests import develop_job

        return develop_job(self, line, cell).block()

    devloop.__doc__ = DEVLOOP

    @no_var_expand
    @line_cell_magic
    def _devloop_await(self, line: str, cell: str | None = None) -> Any:
        """What a cell with ``%%devloop`` becomes: the same, awaited."""
        if cell is None:
            return self._command(line, awaited=True)
        from devloop_nb.frontends.magics.requests import develop_job

        return develop_job(self, line, cell).wait()

    @no_var_expand
    @cell_magic
    def devloop_test(self, line: str, cell: str) -> None:
        """Keeps the cell as your own tests of NAME; no model may change them.

        ::

            %%devloop_test scale
            from scale import scale
            def test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]

        The next ``%%devloop scale`` cell runs against them. A cell that is run again replaces what it kept before.
        """
        name = line.strip()
        if not name.isidentifier():
            raise UsageError("Usage: %%devloop_test NAME, where NAME is the module that the tests import.")
        parent = self.shell.get_parent() if hasattr(self.shell, "get_parent") else {}
        say(self.tests.keep(name, cell, parent.get("metadata", {}).get("cellId", "")))

    @no_var_expand
    @cell_magic
    def devloop_metric(self, line: str, cell: str) -> None:
        say(self.metrics.keep(line.strip(), cell))

    devloop_metric.__doc__ = METRIC

    @no_var_expand
    @cell_magic
    def devloop_prompt(self, line: str, cell: str) -> None:
        """Keeps the cell as the prompt template NAME of this folder's runs: plan, tests, code, review or claims.

        ::

            %%devloop_prompt code
            tasks:
              draft: Write $module so that a student can read it.

        The cell is YAML; ``%devloop prompt NAME`` prints what is in force, with the variables that may stand in it,
        and what the cell does not say stays as it is. Every version is kept, each call to a model names its own, and
        what was run before with other words is run again.
        """
        from devloop_nb.frontends.magics.prompts import keep_prompt

        keep_prompt(line, cell)

    @no_var_expand
    @cell_magic
    def devloop_fresh(self, line: str, cell: str) -> None:
        """Runs the cell in a fresh kernel, and names what it takes from this session without saying so.

        ::

            %%devloop_fresh [--both]

        The cell does not run in this session, so nothing here changes. Named are the global names that it reads and
        that only this session has, with the cell they come from, and functions that this session put into libraries.
        The fresh kernel stands in a fence: it has the modules that lie beside the notebook, and no other file, no
        network and no environment of yours. ``--both`` runs the cell here too, as always, and says what differs.
        """
        from devloop_nb.frontends.magics.fresh import run_fresh

        run_fresh(self, line, cell)

    @no_var_expand
    @cell_magic
    def devloop_scratch(self, line: str, cell: str) -> None:
        """Runs the cell in a fresh kernel beside the code of an attempt, to poke at it.

        ::

            %%devloop_scratch [RUN] [--attempt N] [--module NAME]
            from scale import scale
            scale([0, 5, 10])

        It can import the attempt, the best where none is named, and the modules below it. It stands in a fence, and
        nothing of it is kept: not here, not in the run, not for the next such cell.
        """
        from devloop_nb.frontends.magics.scratch import run_scratch

        run_scratch(self, line, cell)

    def close(self) -> None:
        """Stops what runs; called when the extension is unloaded."""
        for desk in self._desks.values():
            desk.close()

    def _command(self, line: str, *, awaited: bool) -> Any:
        from devloop_nb.frontends.magics.commands import run_command

        return run_command(self, line, awaited=awaited)

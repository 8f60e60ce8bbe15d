"""The errors a user can meet; each says what happened, why, and what to do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # It needs pydantic, which a notebook is not to wait for when it loads the extension.
    from devloop_nb.values.budget import Overrun


class DevloopError(Exception):
    """Something stopped the work: ``what`` happened, ``why``, and the ``mend`` that helps."""

    exit_code = 4

    def __init__(self, what: str, why: str = "", mend: str = "") -> None:
        self.what, self.why, self.mend = what, why, mend
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """The whole error as one line of text."""
        said = ": ".join(part for part in (self.what, self.why) if part)
        return " ".join(f"{said}{'' if said.endswith(('.', '?')) else '.'} {self.mend}".split())

    def _render_traceback_(self) -> list[str]:
        """IPython shows these lines in place of a traceback."""
        return [f"{type(self).__name__}: {self.line}"]


class BadInput(DevloopError):
    """What the user wrote cannot be used as it stands."""

    exit_code = 2


class BadSpec(BadInput):
    """A spec, or a cell, that cannot be read as requirements."""


class BadSetting(BadInput):
    """An option or a setting that does not exist or has no such value."""


class NotFound(BadInput):
    """No run, module, attempt or file of that name."""


class SuiteNotRed(BadInput):
    """The tests cannot be used: on an empty stub they do not fail as a test should."""


class EnvironmentProblem(DevloopError):
    """Something outside the project is missing or broken."""

    exit_code = 5


class ModelUnavailable(EnvironmentProblem):
    """The language model cannot be reached, loaded or paid."""


class RunHalted(DevloopError):
    """People want the run to end here, or nobody answered it; it goes on when it is resumed."""

    exit_code = 3


class BudgetSpent(DevloopError):
    """A limit on what may be spent is reached; the run goes on when it is raised."""

    exit_code = 3

    def __init__(self, over: "Overrun") -> None:
        self.over = over
        option = f"--{over.limit.replace('_', '-')}"
        super().__init__(over.says, mend=f"Raise it with resume and {option}: the run goes on where it stopped.")


class KernelUnavailable(EnvironmentProblem):
    """A fresh kernel does not start."""


class PackageMissing(EnvironmentProblem):
    """What the requirements or the tests import is not installed, and must not or cannot be."""

    def __init__(self, what: str, why: str = "", mend: str = "", distributions: Iterable[str] = ()) -> None:
        super().__init__(what, why, mend)
        self.distributions = tuple(distributions)


class HistoryUnavailable(EnvironmentProblem):
    """The database cannot be opened, read or written."""


class RunBusy(DevloopError):
    """Another process is working on this run at the moment."""

    exit_code = 5


class RunNotGood(DevloopError):
    """A run ended without success; it is stored all the same."""

    exit_code = 4

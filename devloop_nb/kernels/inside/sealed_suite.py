"""Runs the tests in a process that never imports the code: its modules are stand-ins that ask for what tests take."""

import sys
import types
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.probe import Probe
    from devloop_nb.kernels.inside.sealed_remote import asked
    from devloop_nb.kernels.inside.sealed_tests import AskingLink
    from devloop_nb.kernels.inside.sealed_wire import handed_over
    from devloop_nb.kernels.inside.suite import run

SHARED = "code and tests change the same data after it has crossed, and two processes have no data in common"


class RemoteModule(types.ModuleType):
    """A module of the code's; every name is asked for when a test takes it."""

    _link: "AskingLink"
    _lent: Any

    def __getattr__(self, name: str) -> Any:
        return asked(self._link, self._lent, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self._link.ask("set", self._lent, name, value)


class RemoteFinder(MetaPathFinder, Loader):
    """Finds the code's modules in the code's process, and no others."""

    def __init__(self, link: "AskingLink") -> None:
        self.link = link

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in self.link.modules else None

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        module = RemoteModule(spec.name)
        module._link, module._lent = self.link, None
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        vars(module)["_lent"] = self.link.ask("import", module.__name__)


class SealedProbe(Probe):
    """Says of a test that failed for what two processes cannot share that this was the reason."""

    link: "AskingLink"

    def pytest_runtest_logfinish(self) -> None:
        told = self.case.get("exception", "")
        if told and self.link.shares() and told not in ("ResultNotPlain", "ArgumentNotPlain", "CodeGone"):
            self.case |= {"exception": "ResultNotPlain", "message": f"{SHARED} ({self.case['message']})"}
        super().pytest_runtest_logfinish()


def run_sealed(order: dict[str, Any]) -> None:
    """Carries out one order over a conversation whose other end is handed over at the ``door``."""
    tests = tuple(name.removesuffix(".py") for name in order["files"])
    link = AskingLink(handed_over(order["door"]), tuple(order["modules"]), (*tests, "__main__"))
    sys.meta_path.insert(0, RemoteFinder(link))
    probe = SealedProbe({**order, "modules": []})
    probe.link = link
    run(probe.order, probe)

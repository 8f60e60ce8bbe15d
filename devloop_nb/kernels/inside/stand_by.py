"""Does all that can be done before a suite is known, and waits for it."""

import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.getipython import get_ipython

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.probe import Probe
    from devloop_nb.kernels.inside.program import make_way
    from devloop_nb.kernels.inside.suite import NOT_NEEDED, OPTIONS, run_pytest, tell_end


class StandBy:
    """The pytest plugin that holds on where the files of tests would be collected."""

    def __init__(self, mime: str) -> None:
        self.mime, self.told = mime, dict[str, Any]()
        self.probe: Probe | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        get_ipython().display_pub.publish({self.mime: {"kind": "ready"}})
        gc.freeze()  # What is there now would be looked through in vain again and again.
        gc.enable()
        self.told = heard()
        if not self.told["pieces"]:
            order = self.told["order"]
            self.probe = Probe(order)
            session.config.pluginmanager.register(self.probe)
            make_way(order, self.probe.folder)
            session.perform_collect(order["files"])
        return True


def heard() -> dict[str, Any]:
    """What the session answers, as a user answers a cell that asks for input; its files are written."""
    kernel = get_ipython().kernel
    _sender, message = kernel.session.recv(kernel.stdin_socket, mode=0)
    told: dict[str, Any] = json.loads(message["content"]["value"])
    for name, text in told["files"].items():
        Path(name).write_bytes(text.encode("utf-8", "backslashreplace"))
    return told


def stand_by(order: dict[str, Any]) -> dict[str, Any] | None:
    """Runs the suite that it is told; what else it is told it gives back, and pytest has ended by then."""
    waiting = StandBy(order["mime"])
    gc.disable()
    ended = run_pytest([*OPTIONS, *(f"-pno:{name}" for name in NOT_NEEDED)], waiting)
    if not waiting.probe:
        return waiting.told
    tell_end(waiting.probe, *ended)
    return None

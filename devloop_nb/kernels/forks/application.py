"""The kernel application in a forked process."""

import gc
import socket
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from IPython.core.history import HistoryManager

from devloop_nb.kernels.forks.channel import send


class ForkedKernelApp(IPKernelApp):  # type: ignore[misc]  # ipykernel is untyped here.
    """ipykernel's own, which says when its sockets are bound and from then on has no channel to the session."""

    channel: socket.socket

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """The usual arguments need no parser, which takes longer to build than all sockets together."""
        match argv:
            case ["-f", file]:
                self.connection_file = file
            case _:
                super().parse_command_line(argv)

    def init_heartbeat(self) -> None:
        """The last of the sockets."""
        super().init_heartbeat()
        send(self.channel, {"bound": True})
        self.channel.close()


def start_kernel(spec: dict[str, Any], channel: socket.socket) -> None:
    """Returns when the kernel was told to shut down."""
    HistoryManager.enabled = False  # One file for all kernels of a user, and a thread in each of them.
    app = ForkedKernelApp.instance()
    app.channel = channel
    app.ignore_cwd = not spec.get("search_cwd", True)
    app.parent_handle = 1  # No poller: the signal of the parent's death is quicker, and needs no thread.
    gc.disable()  # All that is made now, stays.
    app.initialize(spec["argv"][1:])
    gc.freeze()
    gc.enable()
    app.start()

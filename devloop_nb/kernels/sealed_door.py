"""A door in a kernel's own folder, at which it is handed one end of a channel."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from devloop_nb.kernels.scratch import Scratch

_MODE = 0o666  # Its folder is its kernel's alone; inside a fence that kernel is another user.


class Door:
    """Stands in the folder of sockets until something was handed over."""

    def __init__(self, scratch: Scratch) -> None:
        self.path: Path = scratch.sockets.parent / "door"
        self._listener = socket.socket(socket.AF_UNIX)

    def open(self) -> None:
        """Raises ``OSError``."""
        self._listener.setblocking(False)
        self._listener.bind(str(self.path))
        self.path.chmod(_MODE)
        self._listener.listen(1)

    async def hand_over(self, end: socket.socket) -> None:
        """Waits until the kernel comes for it; there it is the kernel's alone."""
        with end:
            caller, _address = await asyncio.get_running_loop().sock_accept(self._listener)
            with caller:
                socket.send_fds(caller, [b"."], [end.fileno()])
        self.close()

    def close(self) -> None:
        """Nobody else gets in."""
        self._listener.close()
        self.path.unlink(missing_ok=True)


@contextlib.contextmanager
def opened(scratch: Scratch) -> Iterator[Door]:
    """A door that is closed at the end."""
    door = Door(scratch)
    try:
        door.open()
        yield door
    finally:
        door.close()

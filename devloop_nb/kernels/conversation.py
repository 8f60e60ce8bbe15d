"""What is said to a kernel and heard of it, over the sockets in its folder."""

import json
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient

from devloop_nb.kernels.order import CELL

_RECONNECT_MS = 5
_LONGEST_MESSAGE = 16 * 2**20


class Conversation:
    """With one kernel, which answers a request with messages that carry its id."""

    def __init__(self) -> None:
        self._context: zmq.asyncio.Context | None = None
        self._client: Any = None

    def open(self, file: str) -> None:
        """``file`` names the sockets; the kernel need not have bound them yet."""
        self._context = zmq.asyncio.Context()
        # The client may connect before the kernel has bound its sockets; by default it looks again after 100 ms.
        self._context.setsockopt(zmq.RECONNECT_IVL, _RECONNECT_MS)
        self._context.setsockopt(zmq.MAXMSGSIZE, _LONGEST_MESSAGE)  # The code in the kernel can send what it likes.
        self._client = AsyncKernelClient(context=self._context)
        self._client.load_connection_file(file)
        self._client.start_channels(hb=False, control=False)

    def greet(self) -> None:
        """Asks for nothing but an answer."""
        self._client.kernel_info()

    def ask(self) -> str:
        """Has the kernel wait for what it is told; the id of that request."""
        return str(self._client.execute(CELL, silent=True, store_history=False, allow_stdin=False))

    def tell(self, told: dict[str, Any]) -> None:
        """What it waits for."""
        self._client.input(json.dumps(told))

    async def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None where none came in time or it cannot be read."""
        try:
            message: dict[str, Any] = await self._client.get_iopub_msg(timeout=seconds)
        except (Empty, ValueError, TypeError):  # The code in the kernel can sign and send what it likes.
            return None
        return message

    def close(self) -> None:
        """Nothing more is sent or heard; one that was never opened is closed already."""
        if self._client:
            self._client.stop_channels()
        if self._context:
            self._context.destroy(linger=0)

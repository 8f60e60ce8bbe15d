"""Whole messages between the tests' process and the code's: JSON behind its length, never a pickle."""

import json
import socket
from typing import Any

LARGEST_MESSAGE = 32 * 2**20
ENDED = "the process that held the code has ended"
_LENGTH_BYTES, _PIECE_BYTES = 4, 2**20


class NotPlain(BaseException):
    """A value is not plain data, so it stays where it is; not an ``Exception``, for no test expects this one."""


class TooMuch(NotPlain):
    """A value is plain data, but too large or too deep."""


class CodeGone(BaseException):
    """The process that holds the code has ended, or says what is no message; no test expects this either."""


class Wire:
    """One end; what the other end sends is not trusted to be a message."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._begun = channel, bytearray()

    def send(self, message: dict[str, Any]) -> None:
        """Raises ``TooMuch`` on a message that is too large, and ``CodeGone`` where nobody takes it."""
        body = json.dumps(message, separators=(",", ":")).encode()
        if len(body) > LARGEST_MESSAGE:
            raise TooMuch(f"more than {LARGEST_MESSAGE >> 20} MiB")
        self._channel.settimeout(None)
        try:
            self._channel.sendall(len(body).to_bytes(_LENGTH_BYTES) + body)
        except OSError as error:
            raise CodeGone(ENDED) from error

    def receive(self, seconds: float | None = None) -> dict[str, Any]:
        """The next message. Raises ``CodeGone`` where there will be none, or none within ``seconds``."""
        self._channel.settimeout(seconds)
        try:
            length = int.from_bytes(self._read(_LENGTH_BYTES))
            if length > LARGEST_MESSAGE:
                raise ValueError("larger than any message")
            message = json.loads(self._read(_LENGTH_BYTES + length)[_LENGTH_BYTES:])
            if not isinstance(message, dict):
                raise ValueError("not a message")
        except (ValueError, RecursionError) as error:
            raise CodeGone("the process that held the code does not keep to the protocol") from error
        self._begun.clear()
        return message

    def _read(self, size: int) -> bytes:
        """The first bytes of the message; what came before an alarm is still there after it."""
        while len(self._begun) < size:
            try:
                piece = self._channel.recv(min(size - len(self._begun), _PIECE_BYTES))
            except TimeoutError as error:
                raise CodeGone("the code did not stop when its time was up") from error
            except OSError as error:
                raise CodeGone(ENDED) from error
            if not piece:
                raise CodeGone(ENDED)
            self._begun += piece
        return bytes(self._begun[:size])


def handed_over(path: str) -> socket.socket:
    """One end of the channel, which is given out at this door once."""
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(path)
        return socket.socket(fileno=socket.recv_fds(door, 1, 1)[1][0])

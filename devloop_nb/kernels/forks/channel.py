"""Messages, with open files, between a session, its fork server and the kernels."""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from typing import Any

_LONGEST, _MOST_FILES = 64 * 1024, 8


def pair() -> tuple[socket.socket, socket.socket]:
    """The two ends of a channel. It has no address, so that nobody else can speak to the other end."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(channel: socket.socket, message: Mapping[str, Any], files: Sequence[int] = ()) -> None:
    """Raises ``OSError`` where the other end is gone."""
    socket.send_fds(channel, [json.dumps(message).encode()], list(files))


def receive(channel: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next message and the files that came with it; None where the other end is gone."""
    try:
        data, files, _flags, _address = socket.recv_fds(channel, _LONGEST, _MOST_FILES, socket.MSG_CMSG_CLOEXEC)
    except ConnectionError:
        return None
    return (json.loads(data), files) if data else None


def enclose(content: Mapping[str, Any]) -> int:
    """A file in memory with ``content``, for what may be longer than a message."""
    file = os.memfd_create("devloop-spec")
    with os.fdopen(os.dup(file), "wb") as writer:
        writer.write(json.dumps(content).encode())
    return file


def disclose(file: int) -> dict[str, Any]:
    """The content of a file in memory, which is closed."""
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "rb") as reader:
        content: dict[str, Any] = json.load(reader)
    return content

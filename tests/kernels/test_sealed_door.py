"""A door hands out one end, once; whoever comes later finds none."""

import asyncio
import socket
from pathlib import Path

import pytest

from devloop_nb.kernels.scratch import Scratch
from devloop_nb.kernels.sealed_door import opened


def come(path: Path) -> list[int]:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(5)
        caller.connect(str(path))
        return list(socket.recv_fds(caller, 1, 1)[1])


def test_only_the_first_gets_in(kernels: Path) -> None:
    async def hand_over(scratch: Scratch) -> None:
        ours, theirs = socket.socketpair()
        with ours, opened(scratch) as door:
            handing = asyncio.create_task(door.hand_over(theirs))
            [file] = await asyncio.to_thread(come, door.path)
            await handing
            with socket.socket(fileno=file) as end:
                end.sendall(b"mine")
                assert ours.recv(4) == b"mine"
            assert not door.path.exists()
            with pytest.raises(OSError):
                await asyncio.to_thread(come, door.path)

    scratch = Scratch()
    scratch.fill({})
    asyncio.run(hand_over(scratch))
    scratch.remove()

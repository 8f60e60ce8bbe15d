"""A world around hostile programs: a home with keys, sinks that take what is sent, and processes to aim at."""

import contextlib
import hashlib
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# In two pieces: this file may be one that a program can read.
KEY = "-".join(("canary", "4711", "key"))
_FILES = (
    *(".ssh/id_rsa", ".aws/credentials", ".netrc", ".env", ".git-credentials", ".bashrc", ".profile"),
    *("work.ipynb", ".devloop/devloop.db", ".local/share/jupyter/runtime/kernel-1.json", ".ipython/history"),
    *(".ipython/startup.py", ".jupyter/config.py", ".git/hooks/pre-commit"),
)


@dataclass
class World:
    """What lies outside the fence; ``heard`` is whatever reached a sink."""

    home: Path
    victim: "subprocess.Popen[bytes]"
    sinks: list[socket.socket]
    heard: list[str] = field(default_factory=list)

    @property
    def outside(self) -> dict[str, Any]:
        """What a program is told about it, so that it need not guess."""
        tcp, udp, tcp6, _abstract, _agent = self.sinks
        return {
            "home": str(self.home),
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "tcp6": tcp6.getsockname()[1],
            "abstract": f"hostile-{os.getpid()}",
            "pid": os.getpid(),
            "victim": self.victim.pid,
        }

    def digest(self) -> str:
        """Of every name and every byte in the home."""
        paths = sorted(path for path in self.home.rglob("*") if path.is_file() or path.is_symlink())
        digest = hashlib.sha256()
        for path in paths:
            digest.update(f"{path}\0".encode() + path.read_bytes())
        return digest.hexdigest()


@contextlib.contextmanager
def open_world(home: Path) -> Iterator[World]:
    """The world, until the end of the block."""
    for name in _FILES:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(KEY)
    victim = subprocess.Popen(["sleep", "600"])
    world = World(home, victim, _sinks(home))
    for sink in world.sinks:
        threading.Thread(target=_listen, args=(world, sink), daemon=True).start()
    try:
        yield world
    finally:
        for sink in world.sinks:
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_RDWR)
            sink.close()
        victim.kill()
        victim.wait()


def _sinks(home: Path) -> list[socket.socket]:
    tcp, tcp6 = socket.create_server(("127.0.0.1", 0)), socket.create_server(("::1", 0), family=socket.AF_INET6)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    named = [socket.socket(socket.AF_UNIX) for _ in range(2)]
    for each, address in zip(named, (f"\0hostile-{os.getpid()}", str(home / "agent.sock")), strict=True):
        each.bind(address)
        each.listen()
    return [tcp, udp, tcp6, *named]


def _listen(world: World, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            if sink.type == socket.SOCK_DGRAM:
                world.heard.append(repr(sink.recv(100)))
            else:
                other, _ = sink.accept()
                world.heard.append(str(sink.getsockname()))
                other.close()

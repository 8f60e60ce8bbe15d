"""The fork servers of this process: one for each set of preloaded packages and each environment."""

import atexit
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.forks.server import ForkServer, TemplateLost

Key = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

# What counts while modules are imported: the rest of a kernel's environment can change after the fork.
_AT_IMPORT = ("PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "MALLOC_ARENA_MAX", "MPLBACKEND")
_AT_IMPORT_PARTS = ("PYTHON", "LC_", "OPENBLAS_", "OMP_", "MKL_", "NUMEXPR_", "PYDEVD_")
_MORE_TRIES = 2

_lock = threading.Lock()
_open: dict[Key, ForkServer] = {}
_retired: list[ForkServer] = []
_owner = os.getpid()


async def fork_kernel(spec: Mapping[str, Any], preload: tuple[str, ...], stdout: int, stderr: int) -> ForkedProcess:
    """A kernel from a template that is up to date, started where there is none. Raises ``ForkFailed``."""
    key = key_of(preload, spec["env"])
    for _ in range(_MORE_TRIES):
        with suppress(TemplateLost):
            return await _fork(key, spec, stdout, stderr)
    return await _fork(key, spec, stdout, stderr)


async def _fork(key: Key, spec: Mapping[str, Any], stdout: int, stderr: int) -> ForkedProcess:
    server = _server(key)
    try:
        return await server.fork(spec, stdout, stderr)
    except TemplateLost:
        _retire(key, server)
        raise


def key_of(preload: tuple[str, ...], environment: Mapping[str, str]) -> Key:
    """What tells one template from another."""
    counts = {
        name: value for name, value in environment.items() if name in _AT_IMPORT or name.startswith(_AT_IMPORT_PARTS)
    }
    return preload, tuple(sorted(counts.items()))


def _server(key: Key) -> ForkServer:
    with _lock:
        _forget_those_of_another_process()
        for ended in [each for each in _retired if not each.lives]:
            _retired.remove(ended)
            ended.close()
        server = _open.get(key)
        if server is None or not server.lives:
            if server:
                server.retire()
                server.close()
            server = _open[key] = ForkServer(key[0], dict(key[1]))
        return server


def _retire(key: Key, server: ForkServer) -> None:
    with _lock:
        server.retire()
        _retired.append(server)
        if _open.get(key) is server:
            del _open[key]


def _forget_those_of_another_process() -> None:
    """A forked session has copies of its parent's channels, and must not speak through them."""
    global _owner
    if _owner != os.getpid():
        _owner = os.getpid()
        _open.clear()


def close_servers(idle_only: bool = True) -> None:
    """Ends the templates, of the busy ones also their kernels, and waits for it. The next kernel starts another."""
    with _lock:
        ending = [server for server in [*_open.values(), *_retired] if not (idle_only and server.busy)]
        for key, server in list(_open.items()):
            if server in ending:
                del _open[key]
        _retired[:] = [server for server in _retired if server not in ending]
    for server in ending:
        server.retire()
    for server in ending:
        server.close()


atexit.register(close_servers, idle_only=False)

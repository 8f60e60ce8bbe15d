"""What the template does once, so that no kernel has to: it compiles the probe, and runs a suite of its own."""

import contextlib
import io
import os
import sys
import tempfile
import types
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import ipytest

from devloop_nb.kernels.inside.suite import NOT_NEEDED, OPTIONS

# Where the code in a kernel finds the compiled pieces of the probe, by their texts.
PIECES = "devloop_pieces"
_SUITE = """
import asyncio, pytest

@pytest.fixture
def ready():
    yield 1

@pytest.mark.parametrize("value", [1, 2])
def test_passes(value, ready, tmp_path, capsys):
    assert value >= ready

def test_fails():
    assert [1] == [2]
"""


def warm_up() -> None:
    """Leaves the interpreter as it was, but for what is remembered, loaded lazily and made quicker by being run."""
    compile_pieces()
    with _as_it_was(), tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("pytest.ini").write_text("[pytest]\n")
        Path("test_warm_up.py").write_text(_SUITE)
        sys.path.insert(0, folder)
        arguments = [*OPTIONS, "-q", *(f"-pno:{name}" for name in NOT_NEEDED), "--basetemp=tmp", "test_warm_up.py"]
        with contextlib.redirect_stdout(io.StringIO()):
            ipytest.run(*arguments, module=types.ModuleType("suite"), run_in_thread=False, defopts=False)


def compile_pieces() -> None:
    """Every file of the probe."""
    inside = resources.files("devloop_nb.kernels.inside")
    pieces = [(file.name, file.read_text("utf-8")) for file in inside.iterdir() if file.name.endswith(".py")]
    module = types.ModuleType(PIECES)
    module.codes = {text: compile(text, name, "exec") for name, text in pieces}  # type: ignore[attr-defined]  # Its own.
    sys.modules[PIECES] = module


@contextlib.contextmanager
def _as_it_was() -> Iterator[None]:
    environment, path, modules, writes = dict(os.environ), [*sys.path], {*sys.modules}, sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    yield
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:], sys.dont_write_bytecode = path, writes
    for name in {*sys.modules} - modules:
        if name.startswith(("test_", "t_")):
            del sys.modules[name]
    tempfile.tempdir = None

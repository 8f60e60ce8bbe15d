"""Marks everything that the programs of the corpus are run in as the test's own."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.kernels.forks.servers import close_servers


@pytest.fixture(scope="session", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A word in the environment of every process, and in the name of every folder, that belongs to these tests.

    A program that kills, searches or calls others does so only where it finds that word.
    """
    tmp_path_factory.getbasetemp()  # The folders of other tests are none of these.
    with pytest.MonkeyPatch.context() as patch:
        word = uuid.uuid4().hex[:12]
        folder = Path("/tmp", f"dl-{word}")
        folder.mkdir(mode=0o700)
        patch.setenv("LC_FORGERY", word)
        patch.setattr(tempfile, "tempdir", str(folder))
        yield word
        close_servers(idle_only=False)
        left, alive = list(folder.iterdir()), [process for process in psutil.process_iter() if carries(process, word)]
        shutil.rmtree(folder)
        assert not left
        assert not alive


def carries(process: psutil.Process, word: str) -> bool:
    """Whether the process belongs to these tests, and is not the one they run in."""
    try:
        return process.pid != os.getpid() and process.environ().get("LC_FORGERY") == word
    except (psutil.Error, OSError):
        return False


@pytest.fixture(scope="session")
def fenced() -> None:
    """Nothing can be sealed without a fence between two processes."""
    if fence_tier().value < 2:
        pytest.skip(f"nothing can be sealed here: {fence_tier().says}")

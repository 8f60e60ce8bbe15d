"""Installs distributions with the user's pip: weighed first, all or none, and nothing of them is run meanwhile."""

import asyncio
import json
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devloop_nb.values.errors import PackageMissing
from devloop_nb.values.need import Installed, Permission

MIB = 2**20
_LOOK_SECONDS = 0.1
# A source distribution would run its own code to be built, outside of any fence.
_WHEELS = "--only-binary=:all:"


@dataclass(frozen=True)
class Wheel:
    """A distribution as it was fetched."""

    name: str
    version: str
    path: Path
    seconds: float

    @property
    def mib(self) -> float:
        """What it takes on the disk when it is unpacked."""
        with zipfile.ZipFile(self.path) as archive:
            return sum(entry.file_size for entry in archive.infolist()) / MIB


async def install(
    distributions: Sequence[str], permission: Permission, environment: Mapping[str, str]
) -> tuple[Installed, ...]:
    """What was installed, with what it needs. Raises ``PackageMissing`` before anything is, or where pip fails."""
    with tempfile.TemporaryDirectory(prefix="devloop-pip-") as folder:
        pip = Pip(Path(folder), distributions, environment)
        wheels = [await pip.fetch(name, version, permission) for name, version in await pip.resolve()]
        began = time.monotonic()
        await pip.run("install", "--no-index", "--no-deps", *(str(wheel.path) for wheel in wheels))
        share = (time.monotonic() - began) / max(1, len(wheels))
        return tuple(
            Installed(name=each.name, version=each.version, mib=each.mib, seconds=each.seconds + share)
            for each in wheels
        )


class Pip:
    """pip of this interpreter, working in a folder of its own."""

    def __init__(self, folder: Path, wanted: Sequence[str], environment: Mapping[str, str]) -> None:
        self._folder, self._wanted = folder, wanted
        self._environment = {**environment, "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    async def resolve(self) -> list[tuple[str, str]]:
        """Name and version of everything that would be installed."""
        report = self._folder / "report.json"
        await self.run("install", "--dry-run", _WHEELS, "--report", str(report), *self._wanted)
        chosen = [each["metadata"] for each in json.loads(report.read_text("utf-8"))["install"]]
        return [(each["name"], each["version"]) for each in chosen]

    async def fetch(self, name: str, version: str, permission: Permission) -> Wheel:
        """The wheel, no larger than is permitted."""
        arrived, began = self._folder / name, time.monotonic()
        most = None if permission.names(name) else permission.mib
        arrived.mkdir()
        what = ("download", "--no-deps", _WHEELS, "-d", str(arrived), f"{name}=={version}")
        fetched = await self.run(*what, within=arrived, most=most)
        if fetched:
            (path,) = arrived.glob("*.whl")
            wheel = Wheel(name, version, path, time.monotonic() - began)
        if not fetched or (most is not None and wheel.mib > most):
            size = f"{wheel.mib:.0f} MiB" if fetched else f"more than {most:g} MiB"
            why = f"it takes {size}, and what takes more than {most:g} MiB has to be named"
            mend = f"Allow it by its name: --install {','.join([*self._wanted, name])}."
            raise PackageMissing(f"{name} {version} was not installed", why, mend, [name])
        return wheel

    async def run(self, *arguments: str, within: Path | None = None, most: float | None = None) -> bool:
        """Whether pip ended without bringing more than ``most`` MiB. Raises ``PackageMissing`` where it fails."""
        log, folder = self._folder / "pip.log", within or self._folder
        with log.open("wb") as said:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "pip", *arguments),
                env={**self._environment, "TMPDIR": str(folder)},
                cwd=folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
            try:
                while process.returncode is None:
                    if most is not None and _largest(folder) > most * MIB:
                        return False
                    await asyncio.wait([asyncio.ensure_future(process.wait())], timeout=_LOOK_SECONDS)
            finally:
                await _end(process)
        if process.returncode:
            mend = f"Try it yourself: {Path(sys.executable).name} -m pip install {' '.join(self._wanted)}"
            raise PackageMissing(f"{', '.join(self._wanted)} cannot be installed", _reason(log), mend, self._wanted)
        return True


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def _largest(folder: Path) -> int:
    """Bytes of the largest file: pip writes a download to a temporary file, then copies it."""
    sizes = [0]
    for path in folder.rglob("*"):
        try:
            sizes.append(path.stat().st_size)
        except OSError:  # pip has removed it in the meantime.
            continue
    return max(sizes)


def _reason(log: Path) -> str:
    """pip's last word, without addresses: an index may carry a password in its own."""
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error:")] or lines or ["pip said nothing"]
    return re.sub(r"\S+://\S+", "the index", re.sub("(?i)^error: *", "", errors[-1]))[:300]

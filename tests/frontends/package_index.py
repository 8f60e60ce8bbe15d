"""Little wheels made by hand in a folder, as the only index, and a virtual environment to install them into."""

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from command_line import Ended, environment

ROOT = Path(__file__).parents[2]
WHEEL = "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path, name: str, files: dict[str, str], requires: str = "", version: str = "1.0") -> None:
    """A wheel of pure Python that pip can install."""
    folder.mkdir(exist_ok=True)
    stem = f"{name.replace('-', '_')}-{version}"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += f"Requires-Dist: {requires}\n" if requires else ""
    content = files | {f"{stem}.dist-info/METADATA": metadata, f"{stem}.dist-info/WHEEL": WHEEL}
    content[f"{stem}.dist-info/RECORD"] = "".join(f"{path},,\n" for path in [*content, f"{stem}.dist-info/RECORD"])
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, text in content.items():
            wheel.writestr(path, text)


@dataclass(frozen=True)
class Machine:
    """An interpreter of its own, which finds this one's packages too; its command line reaches no index but one."""

    folder: Path

    @staticmethod
    def make(folder: Path) -> "Machine":
        command = [sys.executable, "-m", "venv", "--system-site-packages", str(folder / "venv")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        machine = Machine(folder)
        (site,) = (folder / "venv").glob("lib/python*/site-packages")
        homes = [path for path in sys.path if path.endswith("-packages")]
        lines = [f"import site; site.addsitedir({home!r})" for home in homes]
        (site / "test_home.pth").write_text("\n".join([str(ROOT), *lines]) + "\n")
        (folder / "wheels").mkdir()
        return machine

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def python(self) -> str:
        return str(self.folder / "venv" / "bin" / "python")

    def devloop(self, *arguments: str | Path, **more: str) -> Ended:
        """Runs the command line in the folder."""
        process = self.start(*arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
        out, err = process.communicate(timeout=300)
        return Ended(process.returncode, out, err or "")

    def start(self, *arguments: str | Path, stdin: int, stderr: int, **more: str) -> "subprocess.Popen[str]":
        """The command line, as it begins."""
        boot = "import sys; from devloop_nb.frontends.cli.app import call; sys.exit(call(sys.argv[1:]))"
        index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": "/dev/null"}
        return subprocess.Popen(
            [self.python, "-c", boot, *map(str, arguments)],
            cwd=self.folder,
            env=environment(**(index | more)),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )

    def has(self, module: str) -> bool:
        """Whether the environment has it."""
        told = subprocess.run(
            [self.python, "-c", f"import {module}"], cwd=self.folder, capture_output=True, check=False
        )
        return told.returncode == 0

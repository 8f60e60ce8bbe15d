"""Whether the working folder is in order: its settings can be read, its packages fit, git knows it."""

import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from devloop_nb.specs.settings_file import read_settings
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.health import Health

GIT_SECONDS = 5


def folder_health(folder: Path) -> tuple[Health, ...]:
    """Settings, packages and git; blocks for as long as git takes."""
    return (_settings(folder), _packages(), _git(folder))


def _settings(folder: Path) -> Health:
    try:
        found = read_settings(folder)
    except BadSetting as error:
        return Health(about="settings", ok=False, says=f"{error.what}: {error.why}".rstrip(": "), mend=error.mend)
    says = ", ".join(f"{name} = {value!r}" for name, value in found.items())
    return Health(about="settings", ok=True, says=says or "no file, the defaults hold")


def _packages() -> Health:
    """The installed versions of what this package asks for, its extras apart."""
    wanted = [Requirement(line) for line in requires("devloop-nb") or ()]
    unfit = [need for need in wanted if (not need.marker or need.marker.evaluate({"extra": ""})) and not _fits(need)]
    if not unfit:
        return Health(about="packages", ok=True, says=f"{len(wanted)} requirements, all that are needed fit")
    says = "; ".join(f"{need.name} {_installed(need.name) or 'is missing'}, not {need}" for need in unfit)
    return Health(about="packages", ok=False, says=says, mend="Run pip install devloop-nb in this environment.")


def _fits(need: Requirement) -> bool:
    installed = _installed(need.name)
    return bool(installed) and need.specifier.contains(installed, prereleases=True)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _git(folder: Path) -> Health:
    git = shutil.which("git")
    if not git:
        return Health(about="git", ok=True, says="not installed, and not needed")
    command = [git, "-C", str(folder), "-c", "core.hooksPath=/dev/null", "status", "--porcelain", "--branch"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=GIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Health(about="git", ok=False, says="git status does not end", mend="Look for a stale index.lock.")
    if told.returncode:
        return Health(about="git", ok=True, says="this folder is in no repository")
    branch, *changes = told.stdout.splitlines()
    return Health(about="git", ok=True, says=f"{branch.removeprefix('## ')}, {len(changes)} files changed")

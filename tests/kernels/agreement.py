"""What plain pytest says of the tests of a folder, test by test."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

_RANKS = ("passed", "xpassed", "xfailed", "skipped", "failed", "error")
_PLUGIN = """
import json, os
from _pytest.reports import TestReport
told = []
def pytest_runtest_logreport(report):
    if type(report) is TestReport or report.failed:  # Of the parts of a test only those that fail make a difference.
        told.append((report.nodeid, report.when, report.outcome, hasattr(report, "wasxfail")))
def pytest_sessionfinish():
    with open(os.environ["TOLD"], "w") as file:
        json.dump(told, file)
"""


def source_distribution(requirement: str, cache: Path) -> Path:
    """The unpacked source distribution of a package. Raises ``subprocess.CalledProcessError`` where there is none."""
    name = requirement.partition("==")[0]
    if not list(cache.glob(f"{name}-*/PKG-INFO")):
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, requirement]
        subprocess.run(command, cwd=cache, check=True, capture_output=True, timeout=180)
        [archive] = cache.glob(f"{name}-*.tar.gz")
        shutil.unpack_archive(archive, cache, filter="data")
    return next(cache.glob(f"{name}-*/PKG-INFO")).parent


def plain_outcomes(folder: Path, tests: str, path: str, place: Path) -> dict[str, str]:
    """Outcomes by id from a pytest in a process of its own, over a copy of the folder in ``place``."""
    copy, told = place / "copy", place / "told"
    shutil.copytree(folder, copy)
    (place / "told_plugin.py").write_text(_PLUGIN)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{copy / path}{os.pathsep}{place}",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "TOLD": str(told),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "told_plugin", "-p", "no:cacheprovider", "--tb=no", tests]
    subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=300, check=False)
    outcomes: dict[str, str] = {}
    for test, when, outcome, expected_to_fail in json.loads(told.read_text()):
        said = _said(when, outcome, expected_to_fail)
        outcomes[test] = max(said, outcomes.get(test, "passed"), key=_RANKS.index)
    return outcomes


def _said(when: str, outcome: str, expected_to_fail: bool) -> str:
    if outcome == "passed":
        return "xpassed" if expected_to_fail else "passed"
    if outcome == "skipped":
        return "xfailed" if expected_to_fail else "skipped"
    return "failed" if when == "call" else "error"

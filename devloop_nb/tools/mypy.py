"""mypy --strict over one file; no configuration but what is said here."""

import json
from pathlib import Path

import platformdirs
from pydantic import ValidationError

from devloop_nb.tools.process import Said, run_tool
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import Checked

SECONDS = 60.0
_MOST = 50
# Libraries without types are no fault of the code that uses them.
OPTIONS = (
    *("--strict", "--config-file=", "--output=json", "--no-error-summary", "--hide-error-context"),
    *("--ignore-missing-imports", "--no-warn-return-any", "--allow-untyped-calls", "--allow-subclassing-any"),
    *("--allow-untyped-decorators", "--follow-imports=silent"),
)


async def run_mypy(folder: Path, file: str) -> Checked:
    """What mypy says about the file."""
    said = await run_tool("mypy", [*OPTIONS, f"--cache-dir={cache_folder()}", "--", file], folder, SECONDS)
    try:
        rows = [json.loads(line) for line in said.out.splitlines() if line.strip()]
        found = [_finding(row, file) for row in rows if row["severity"] == "error"]
    except (ValueError, KeyError, TypeError, ValidationError):
        return Checked(problem=_trouble(said))
    # Code 1 says that there are errors, 2 that mypy could not do its work.
    if said.code not in (0, 1) or (said.code == 1) != bool(rows):
        return Checked(problem=_trouble(said))
    return Checked(findings=tuple(found[:_MOST]))


def cache_folder() -> Path:
    """Where what mypy has found about libraries is kept."""
    return Path(platformdirs.user_cache_dir("devloop_nb", appauthor=False)) / "mypy"


def _finding(row: dict[str, object], file: str) -> Finding:
    line = row["line"]
    assert isinstance(line, int)
    return Finding(
        severity="error",
        about="types",
        says=str(row["message"]),
        file=str(row["file"] or file),
        line=max(0, line),
        rule=str(row["code"] or ""),
    )


def _trouble(said: Said) -> str:
    last = " ".join(f"{said.err} {said.out}".split())[-200:]
    return f"mypy took longer than {SECONDS:g} s" if said.code is None else f"mypy broke off: {last}"

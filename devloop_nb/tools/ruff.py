"""ruff over one file: complexity, security, style; no configuration but what is said here."""

import json
from pathlib import Path

from pydantic import ValidationError

from devloop_nb.tools.process import Said, run_tool
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import Checked

SECONDS = 20.0
SELECT = {
    "complexity": ("C901",),
    "security": ("S",),
    "style": ("F", "E4", "E7", "E9", "B", "C4", "PIE", "RET", "SIM"),
}
# assert has its place in code, random numbers are seldom secrets, and F821 is what the tests find.
_IGNORE = ("S101", "S311", "S603", "S607")
# What lets a stranger's text run as code, or runs it through a shell, or trusts whoever answers.
GRAVE = frozenset(
    {"S102", "S301", "S302", "S307", "S501", "S502", "S503", "S506", "S602", "S604", "S605", "S609", "S202", "S608"}
)
_MOST = 50


async def run_ruff(folder: Path, file: str, complexity: float) -> dict[str, Checked]:
    """What ruff says, by gate."""
    arguments = ["check", "--isolated", "--ignore-noqa", "--no-cache", "--exit-zero", "--output-format=json"]
    arguments += ["--select", ",".join(rule for rules in SELECT.values() for rule in rules)]
    arguments += ["--ignore", ",".join(_IGNORE), "--config", f"lint.mccabe.max-complexity={int(complexity)}"]
    said = await run_tool("ruff", [*arguments, "--", file], folder, SECONDS)
    try:
        rows = json.loads(said.out)
        found = [_finding(row, file) for row in rows]
    except (ValueError, KeyError, TypeError, ValidationError):
        return dict.fromkeys(SELECT, Checked(problem=_trouble(said)))
    return {gate: Checked(findings=tuple(each for each in found if each.about == gate)[:_MOST]) for gate in SELECT}


def _finding(row: dict[str, object], file: str) -> Finding:
    code, place = str(row["code"] or "syntax"), row["location"]
    assert isinstance(place, dict)
    gate = "complexity" if code == "C901" else "security" if code[0] == "S" and code[1:].isdigit() else "style"
    grave = gate != "security" or code in GRAVE
    return Finding(
        severity="error" if grave else "warning",
        about=gate,
        says=str(row["message"]),
        file=file,
        line=int(place["row"]),
        rule=code,
    )


def _trouble(said: Said) -> str:
    last = " ".join(said.err.split())[-200:]
    return f"ruff took longer than {SECONDS:g} s" if said.code is None else f"ruff broke off: {last}"

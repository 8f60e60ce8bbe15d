"""The list of quality gates, with what each asks for unless somebody says otherwise."""

import math
from collections.abc import Mapping

from devloop_nb.values.gate import MODES, Gate
from devloop_nb.values.nearest import nearest

GATES = (
    Gate(
        name="stubs",
        mode="block",
        says="no stub, no placeholder, no answer known from the tests",
        mend="write it in full",
    ),
    Gate(
        name="security",
        mode="block",
        says="ruff's security rules; what is merely suspicious does not block",
        mend="do it without what is dangerous",
    ),
    Gate(name="cycles", mode="block", says="no module imports itself in a circle", mend="import one way only"),
    Gate(
        name="dependencies",
        mode="block",
        limit=5,
        says="modules that a module imports, beside Python's own",
        mend="do with fewer modules",
    ),
    Gate(name="function_lines", mode="warn", limit=50, says="lines of the longest function", mend="split it"),
    Gate(name="file_lines", mode="warn", limit=500, says="lines of a file", mend="say it shorter"),
    Gate(
        name="module_lines",
        mode="warn",
        limit=100,
        says="lines of a file that is one of several in a plan",
        mend="say it shorter",
    ),
    Gate(
        name="complexity",
        mode="warn",
        limit=10,
        says="cyclomatic complexity of a function, by ruff (C901)",
        mend="lower the complexity: split it, or look things up",
    ),
    Gate(name="style", mode="warn", says="ruff's rules against mistakes and detours", mend="make it clearer"),
    Gate(name="types", mode="warn", says="mypy --strict", mend="add type hints, and make them true"),
    Gate(
        name="coverage",
        mode="warn",
        limit=80,
        says="% of the statements that the tests run",
        mend="leave out what no test and no requirement asks for",
    ),
    Gate(
        name="start_seconds",
        mode="warn",
        limit=2.0,
        says="seconds that the import takes",
        mend="import what is heavy where it is used",
    ),
    Gate(
        name="import_mib",
        mode="warn",
        limit=100,
        says="MiB that the import takes",
        mend="import what is heavy where it is used",
    ),
    Gate(name="response_seconds", mode="warn", limit=1.0, says="seconds of the slowest test", mend="make it faster"),
)
MEND = {gate.name: gate.mend for gate in GATES}
NAMES = tuple(gate.name for gate in GATES)


def read_gates(told: object) -> dict[str, str]:
    """Gates by name, each with ``off``, ``warn``, ``block``, a number, or a mode and a number.

    ``told`` is a table, or a text such as ``coverage=90, types=off``. Raises ``ValueError``.
    """
    pairs = told.items() if isinstance(told, Mapping) else _pairs(told)
    return {nearest(str(name).strip(), NAMES, "there is no gate"): _words(str(name), value) for name, value in pairs}


def gates_of(told: Mapping[str, str]) -> dict[str, Gate]:
    """Every gate with what is said of it in place of its defaults."""
    return {gate.name: _told(gate, told.get(gate.name, "")) for gate in GATES}


def _pairs(told: object) -> list[tuple[str, str]]:
    if not isinstance(told, str):
        raise ValueError("write a table, or coverage=90, types=off")
    parts = (part.partition("=") for part in told.split(",") if part.strip())
    return [(name, value) for name, _, value in parts]


def _words(name: str, value: object) -> str:
    words = str(value).split()
    modes = [word for word in words if word in MODES]
    numbers = [word for word in words if _is_number(word)]
    if not words or len(modes) > 1 or len(numbers) > 1 or len(modes) + len(numbers) != len(words):
        raise ValueError(f"{name} is off, warn, block, a number, or a mode and a number, not {str(value)!r}")
    return " ".join([*modes, *numbers])


def _is_number(word: str) -> bool:
    try:
        number = float(word)
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0


def _told(gate: Gate, words: str) -> Gate:
    said = words.split()
    mode = next((mode for mode in MODES if mode in said), None)
    number = next((float(word) for word in said if _is_number(word)), None)
    if number is not None and gate.limit is None:
        raise ValueError(f"the gate {gate.name} has no number, it is off, warn or block")
    limit = gate.limit if number is None else number
    return gate.model_copy(update={"mode": mode or gate.mode, "limit": limit, "asked": mode is not None})

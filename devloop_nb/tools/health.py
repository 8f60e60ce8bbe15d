"""Which tools of the quality gates are there, and whether the settings can do without the rest."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from devloop_nb.tools.checkers import TOOLS, Checkers
from devloop_nb.values.gate import EXTRA
from devloop_nb.values.gates import gates_of
from devloop_nb.values.health import Health


def tools_health(told: Mapping[str, str]) -> Health:
    """Not well where a gate that was set to block cannot be run; ``told`` is the setting ``gates``."""
    found = {tool: _version(tool) for tool in dict.fromkeys(TOOLS.values())}
    missing = [tool for tool, number in found.items() if not number]
    demanded = [name for name, gate in gates_of(told).items() if gate.mode == "block" and gate.asked]
    says = ", ".join(f"{tool} {number}" if number else f"no {tool}" for tool, number in found.items())
    more = f"; what they look at is not run, {EXTRA} mends that" if missing else ""
    return Health(about="quality gates", ok=not Checkers().absent(demanded), says=says + more, mend=f"{EXTRA}.")


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""

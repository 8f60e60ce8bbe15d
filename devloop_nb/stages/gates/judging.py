"""Evidence -> what came of each gate: a pure decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from devloop_nb.stages.gates.answers import find_known_answers
from devloop_nb.stages.gates.coverage import coverage_gate
from devloop_nb.stages.gates.shape import dependencies, import_cycle, long_file, long_functions
from devloop_nb.stages.gates.stubs import find_stubs
from devloop_nb.values.covered import Covered
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import Checked, Gate, GateResult
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import is_timed

Reading = tuple[str, list[Finding]]


@dataclass(frozen=True)
class Evidence:
    """All that gates look at; ``several`` modules make up the plan. What was not measured is missing."""

    module: str
    sources: Mapping[str, str]
    tests: tuple[str, ...]
    outcome: Outcome
    several: bool = False
    checked: Mapping[str, Checked] = field(default_factory=dict)
    covered: Covered | None = None
    cost: ImportCost | None = None

    @property
    def file(self) -> str:
        """The name of the module's file."""
        return f"{self.module}.py"

    @property
    def source(self) -> str:
        """The module's code."""
        return self.sources[self.module]


def judge_gates(evidence: Evidence, gates: Mapping[str, Gate]) -> tuple[GateResult, ...]:
    """The result of every gate that is not off."""
    wanted = (gate for gate in gates.values() if gate.mode != "off")
    return tuple(_judge(gate, evidence) for gate in wanted if gate.name != "module_lines" or evidence.several)


def _judge(gate: Gate, evidence: Evidence) -> GateResult:
    if why := _not_run(gate.name, evidence):
        return GateResult(gate=gate.name, mode=gate.mode, status="not run", why=why)
    reading, found = _read(gate, evidence)
    failed = any(finding.severity == "error" for finding in found)
    if gate.mode == "warn":
        found = [finding.model_copy(update={"severity": "warning"}) for finding in found]
    result = GateResult(gate=gate.name, mode=gate.mode, status="passed", reading=reading, findings=tuple(found))
    return result.model_copy(update={"status": "failed"}) if failed else result


def _not_run(name: str, evidence: Evidence) -> str:
    """Why there is nothing to judge; empty where there is."""
    if name in ("security", "style", "complexity", "types"):
        checked = evidence.checked.get(name)
        return checked.absent if checked else "not measured"
    if name == "coverage":
        return evidence.covered.absent if evidence.covered else "not measured"
    if name in ("start_seconds", "import_mib"):
        return "not measured" if evidence.cost is None else ""
    return ""


def _read(gate: Gate, evidence: Evidence) -> Reading:
    file, source, limit = evidence.file, evidence.source, gate.limit or 0.0
    match gate.name:
        case "stubs":
            found = find_stubs(file, source, evidence.tests)
            return _counted([*found, *find_known_answers(file, source, evidence.tests)])
        case "cycles":
            return _counted(import_cycle(evidence.module, evidence.sources))
        case "dependencies":
            return dependencies(file, source, limit)
        case "function_lines":
            return long_functions(file, source, limit)
        case "file_lines" | "module_lines":
            return long_file(gate.name, file, source, limit)
        case "response_seconds":
            return _response(evidence, limit)
        case "start_seconds" | "import_mib" if evidence.cost:
            return _cost(gate.name, evidence.file, evidence.cost, limit)
        case "coverage" if evidence.covered:
            return coverage_gate(evidence.module, source, evidence.covered, limit)
    return _counted([*_told(gate.name, evidence)])


def _told(name: str, evidence: Evidence) -> Iterator[Finding]:
    """What a tool said; that it broke off on this code is a finding, too."""
    checked = evidence.checked[name]
    yield from checked.findings
    if checked.problem:
        yield Finding(severity="error", about=name, says=checked.problem, file=evidence.file, rule="tool-broke-off")


def _response(evidence: Evidence, limit: float) -> Reading:
    own = (case for case in evidence.outcome.tests if not is_timed(case.id))
    slowest = max(own, key=lambda case: case.seconds, default=None)
    if slowest is None or slowest.seconds <= limit:
        return f"{slowest.seconds if slowest else 0:.2f} of {limit:g} s", []
    says = f"{slowest.id} took {slowest.seconds:.2f} s; at most {limit:g} s"
    found = Finding(severity="error", about="response_seconds", says=says, file=evidence.file, rule="response")
    return f"{slowest.seconds:.2f} of {limit:g} s", [found]


def _cost(name: str, file: str, cost: ImportCost, limit: float) -> Reading:
    value, unit = (cost.seconds, "s") if name == "start_seconds" else (cost.mib, "MiB")
    says = cost.problem or f"the import takes {value:.3g} {unit}; at most {limit:g} {unit}"
    found = Finding(severity="error", about=name, says=says, file=file, rule="import-cost")
    return f"{value:.2f} of {limit:g} {unit}", [found] if cost.problem or value > limit else []


def _counted(found: list[Finding]) -> Reading:
    return f"{len(found)} found" if found else "", found

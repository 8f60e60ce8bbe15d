"""Whole runs through the quality gates: real kernels, real tools, prepared answers in place of a model."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import prepared
import pytest
import yaml

from devloop_nb.frontends.report.report import Report
from devloop_nb.session import Session
from devloop_nb.tools.checkers import TOOLS, Checkers
from devloop_nb.values.errors import EnvironmentProblem
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

SCALE = """
Scale numbers linearly to the range 0..1.

## Tests
```python
from scale import scale
def test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
def test_empty(): assert scale([]) == []
def test_equal(): assert scale([3, 3]) == [0.0, 0.0]
```
"""
HONEST = """
def scale(xs):
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) if high > low else 0.0 for x in xs]
"""
# The tests pass, as none of them comes to the part that is missing.
UNFINISHED = """
def scale(xs):
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) if high > low else 0.0 for x in xs]


def unscale(xs, low, high):
    raise NotImplementedError
"""


def developed(folder: Path, spec: str, *code: str, checkers: Checkers | None = None, **told: object) -> RunState:
    async def run() -> RunState:
        script = folder / "answers.yaml"
        script.write_text(yaml.safe_dump({"code": {"scale": [dedent(each) for each in code]}}))
        session = open_session(folder / "home")
        if checkers:
            session = Session(replace(session.doors, checkers=checkers))
        try:
            settings = merge_settings({"lm": f"scripted:{script}", "attempts": len(code), **told})
            return (await session.develop(parse_spec(spec, "scale"), settings)).state
        finally:
            await session.close()

    return asyncio.run(run())


def test_a_stub_that_passes_its_tests_is_found_and_mended(tmp_path: Path) -> None:
    state = developed(tmp_path, SCALE, UNFINISHED, HONEST)
    stub, honest = state.modules["scale"].attempts
    assert stub.outcome
    assert stub.outcome.status == "passed"
    assert [(found.rule, found.place) for found in stub.blocked] == [("not-implemented", "scale.py:8")]
    assert stub.total == 0.99
    assert "must be mended, stubs: scale.py:8" in stub.feedback
    assert (honest.move.kind, honest.move.parent) == ("improve", 1)
    assert honest.move.reason.endswith("with 0.99: write it in full")
    assert (state.status, state.modules["scale"].accepted) == ("success", 2)


def test_modules_of_a_plan_can_be_held_to_their_hundred_lines(tmp_path: Path) -> None:
    two = f"{SCALE}\n```python\nfrom span import span\ndef test_span(): assert span([0, 5, 10]) == 10\n```\n"
    long = HONEST + "".join(f"LIMIT_{number} = {number}\n" for number in range(100))
    span = "def span(xs):\n    return max(xs) - min(xs)\n"
    plan = [prepared.module("scale"), prepared.module("span")]
    script = {"plan": plan, "code": {"scale": [long, HONEST], "span": [span]}}
    warned, _ = prepared.developed(tmp_path, two, script)
    assert (warned.status, warned.modules["scale"].accepted) == ("success", 1)
    blocked, _ = prepared.developed(tmp_path, two, script, gates="module_lines=block")
    attempt, _ = blocked.modules["scale"].attempts
    says = f"it has {len(long.splitlines())} lines; at most 100"
    assert [(found.about, found.says) for found in attempt.blocked] == [("module_lines", says)]
    assert (blocked.status, blocked.modules["scale"].accepted) == ("success", 2)


def test_a_run_whose_gate_still_blocks_is_no_success(tmp_path: Path) -> None:
    state = developed(tmp_path, SCALE, UNFINISHED)
    assert (state.status, state.modules["scale"].accepted) == ("partial", None)
    assert "kept from being accepted: scale.py:8 not-implemented" in state.reason


def test_what_only_warns_is_kept_with_the_attempt(tmp_path: Path) -> None:
    state = developed(tmp_path, SCALE, UNFINISHED, gates={"stubs": "warn"})
    (attempt,) = state.modules["scale"].attempts
    assert state.status == "success"
    assert attempt.total == 1.0
    assert attempt.feedback == ""
    assert ("stubs", "warning", 8) in [(found.about, found.severity, found.line) for found in attempt.findings]


def test_coverage_that_is_asked_for_is_demanded(tmp_path: Path) -> None:
    unused = HONEST + "\n\ndef other(x):\n    y = x + 1\n    y += 1\n    y += 2\n    return y\n"
    state = developed(tmp_path, SCALE, unused, HONEST, gates="coverage=block 95")
    low, whole = state.modules["scale"].attempts
    assert [found.says for found in low.blocked] == ["lines 8 to 11 are run by no test"]
    assert {result.gate: result.reading for result in whole.gates or ()}["coverage"] == "100 % of 95 %"
    assert state.modules["scale"].accepted == 2


def test_a_hostile_candidate_does_not_get_through_silently(tmp_path: Path) -> None:
    hostile = """
    # ruff: noqa
    # mypy: ignore-errors
    import sys  # noqa
    def scale(xs):
        sys.settrace(None)  # nosec  # pragma: no cover
        low, high = (min(xs), max(xs)) if xs else (0, 0)
        eval("0")  # noqa: S307
        return [(x - low) / (high - low) if high > low else 0.0 for x in xs]
    """
    state = developed(tmp_path, SCALE, hostile)
    (attempt,) = state.modules["scale"].attempts
    gates = {result.gate: result for result in attempt.gates or ()}
    assert gates["security"].blocks
    assert {"tampering", "not-measured"} <= {found.rule for found in gates["coverage"].findings}
    assert gates["types"].status == "failed"
    assert state.status == "partial"


def test_a_gate_whose_tool_is_missing_says_so_and_one_that_is_demanded_stops_the_run(tmp_path: Path) -> None:
    without = Checkers({**TOOLS, "types": "a_checker_that_is_not_installed"})
    state = developed(tmp_path, SCALE, HONEST, checkers=without)
    (attempt,) = state.modules["scale"].attempts
    types = {result.gate: result for result in attempt.gates or ()}["types"]
    assert (types.status, "pip install" in types.why) == ("not run", True)
    assert state.status == "success"
    assert "the gate types was not run" in Report(state).markdown()
    with pytest.raises(EnvironmentProblem, match="the gate types is set to block and cannot be run"):
        developed(tmp_path, SCALE, HONEST, checkers=without, gates="types=block")


def test_reports_and_json_tell_of_the_gates(tmp_path: Path) -> None:
    report = Report(developed(tmp_path, SCALE, UNFINISHED, HONEST))
    text, page = report.markdown(), report.html()
    assert "Gates" in text
    assert "scale.py:8" not in text  # It was mended.
    assert "Gates" in page
    cells = "\n".join(cell.source for cell in report.notebook().cells)
    assert "Gates" in cells
    told = json.loads(json.dumps(report.to_dict()))
    assert told["gates"]["scale"]["stubs"] == "passed"

"""Performance checks of a plan: they become tests, are proved red, and a slow candidate fails them; real kernels."""

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from command_line import devloop
from halving import play
from model_server import Hit, ModelServer, chat
from prepared import developed

from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.widgets.plan_body import plan_body
from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.session import Session
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec

# Two modules, or nobody would be asked for a plan.
SPEC = """
    Which numbers come more than once, and how many those are.

    ## Tests
    ```python
    from pairs import pairs
    def test_some(): assert pairs([3, 1, 3, 2, 5, 6, 7, 8, 9, 10]) == [3]
    def test_none(): assert pairs([1, 2]) == []
    ```
    ```python
    from many import many
    def test_many(): assert many([1, 1, 2]) == 1
    ```
"""
SQUARED = "def pairs(xs):\n    return sorted({x for i, x in enumerate(xs) if x in xs[:i]})\n"
LINEAR = """
def pairs(xs):
    seen, twice = set(), set()
    for x in xs:
        (twice if x in seen else seen).add(x)
    return sorted(twice)
"""
MANY = "from pairs import pairs\ndef many(xs):\n    return len(pairs(xs))\n"
CHECK = {"kind": "performance", "says": "twenty thousand numbers", "size": 20_000, "seconds": 0.2}
TIMED = "pairs_performance_test.py::test_within_0_2_s_at_20000"


def script(check: dict[str, Any], *pairs: str) -> dict[str, Any]:
    plan = [
        {"name": "pairs", "purpose": "Those that come more than once", "checks": [check]},
        {"name": "many", "purpose": "How many those are", "depends_on": ["pairs"]},
    ]
    return {"plan": plan, "code": {"pairs": [*pairs], "many": [MANY]}}


def test_a_slow_candidate_fails_the_plans_check_and_a_fast_one_passes(tmp_path: Path) -> None:
    state, _ = developed(tmp_path, SPEC, script(CHECK, SQUARED, LINEAR))
    module = state.modules["pairs"]
    assert module.suite and module.red
    assert TIMED in module.suite.expected
    assert [file.provenance for file in module.suite.files] == ["user", "plan"]
    red = {case.id: case for case in module.red.tests}
    assert (red[TIMED].outcome, red[TIMED].exception) == ("failed", "NotImplementedError")
    slow, fast = module.attempts
    assert slow.outcome
    assert [case.id for case in slow.outcome.failing] == [TIMED]
    assert slow.total < 1
    assert slow.feedback.startswith("lower the complexity")
    assert "n = 20000 takes" in slow.feedback
    assert (state.status, module.accepted) == ("success", 2)
    assert fast.outcome and fast.outcome.verdict == ("sealed" if fence_tier().value == 2 else "in-process")
    assert f"performance: {TIMED.partition('::')[2]}" in plan_body(state)["modules"][0]["tests"]
    told = Report(state).markdown()
    assert "`pairs_performance_test.py` (plan)" in told
    assert "performance: twenty thousand numbers (n = 20000, at most 0.2 s)" in told


def test_the_limit_is_the_modules_target_where_the_check_has_none(tmp_path: Path) -> None:
    plan = script({key: CHECK[key] for key in ("kind", "says", "size")}, LINEAR)
    plan["plan"][0]["performance"] = {"seconds": 0.5}
    state, _ = developed(tmp_path, SPEC, plan)
    assert state.modules["pairs"].suite
    assert "pairs_performance_test.py::test_within_0_5_s_at_20000" in state.modules["pairs"].suite.expected
    assert state.status == "success"


def test_what_cannot_be_measured_is_said_and_stops_nothing(tmp_path: Path) -> None:
    vague = {"kind": "performance", "says": "it is fast"}
    state, heard = developed(tmp_path, SPEC, script(vague, LINEAR))
    said = [each.event.says for each in heard if each.event.kind == "noted"]
    assert "pairs: the plan's 'it is fast' is not measured: it names no size" in said
    assert state.modules["pairs"].suite
    assert [file.name for file in state.modules["pairs"].suite.files] == ["test_pairs.py"]
    assert state.status == "success"


def test_a_check_that_cannot_fail_for_the_right_reason_counts_for_nothing(tmp_path: Path) -> None:
    """Inputs of that size do not fit into the memory that a kernel may have."""
    huge = {**CHECK, "size": 10_000_000}
    state, heard = developed(tmp_path, SPEC, script(huge, LINEAR), memory_mib=128)
    said = [each.event.says for each in heard if each.event.kind == "noted"]
    assert any("pairs: the plan's performance checks are not measured: no test" in each for each in said)
    assert state.modules["pairs"].suite
    assert state.modules["pairs"].suite.expected == ("test_pairs.py::test_some", "test_pairs.py::test_none")


def test_a_clock_that_the_code_has_stopped_earns_no_sealed_verdict(tmp_path: Path) -> None:
    forged = f"import time\n\ntime.perf_counter = lambda: 0.0\n\n{SQUARED}"
    state, _ = developed(tmp_path, SPEC, script(CHECK, forged))
    [attempt] = state.modules["pairs"].attempts
    assert attempt.outcome and attempt.outcome.verdict == "in-process"
    if fence_tier().value == 2:
        assert f"{TIMED} takes too long" in attempt.outcome.verdict_says


def test_small_edits_are_tried_without_what_only_measures(tmp_path: Path) -> None:
    """Of a variant no more than a second is waited for; this code is as slow as it may be."""
    nearly = """
import time

def pairs(xs):
    time.sleep(1.2 if len(xs) > 1000 else 0)
    return {x for x in xs if xs.count(x) > 1}
"""
    patient = {**CHECK, "size": 2000, "seconds": 5}
    state, _ = developed(tmp_path, SPEC, script(patient, nearly), edits=120)
    first, edited = state.modules["pairs"].attempts
    assert (first.move.kind, edited.move.kind) == ("draft", "edit")
    assert "passes 2 of 2 tests" in edited.move.reason
    assert (edited.outcome and edited.outcome.passed, state.modules["pairs"].accepted) == (3, 2)


WRITTEN = """
from pairs import pairs

def test_some():
    assert pairs([3, 1, 3, 2, 5, 6, 7, 8, 9, 10]) == [3]

def test_none():
    assert pairs([1, 2]) == []
"""


@pytest.mark.usefixtures("hosted_key")
def test_a_hosted_model_plans_the_check_and_is_told_by_how_much_its_code_misses_it(tmp_path: Path) -> None:
    planned = {"name": "pairs", "purpose": "Those that come more than once", "checks": [CHECK]}
    code = iter([SQUARED, LINEAR])
    asked: dict[str, list[str]] = {"modules": [], "tests": [], "code": []}

    def answer(hit: Hit) -> str:
        (form,) = (each for each in asked if f"`[[ ## {each} ## ]]`" in hit.prompt)
        asked[form].append(hit.prompt)
        if form == "modules":
            return chat(modules=json.dumps([planned]))
        return chat(tests=f"```python{WRITTEN}```") if form == "tests" else chat(code=f"```python\n{next(code)}```")

    states: list[RunState] = []

    async def story(session: Session) -> None:
        settings = Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0, review=False)
        asked_for = parse_spec("Which numbers come more than once; 20,000 of them within 0.2 s.", "pairs")
        states.append((await session.develop(asked_for, settings)).state)

    with ModelServer(answer) as server:
        play(tmp_path, story)
    [state] = states
    assert state.plan and state.plan.by == "model"
    assert state.plan.module("pairs").checks[0].told == "twenty thousand numbers (n = 20000, at most 0.2 s)"
    assert "twenty thousand numbers" not in asked["tests"][0]
    first, second = asked["code"]
    assert "test_within_0_2_s_at_20000" in first
    assert "n = 20000 takes" in second
    assert (state.status, state.modules["pairs"].accepted) == ("success", 2)


SINGLE = """
---
name: pairs
goal: Which numbers come more than once
---
## Tests
```python
from pairs import pairs
def test_some(): assert pairs([3, 1, 3, 2, 5, 6, 7, 8, 9, 10]) == [3]
```
"""


def test_a_plan_that_is_edited_on_the_command_line_asks_for_speed(tmp_path: Path) -> None:
    (tmp_path / "pairs.md").write_text(dedent(SINGLE).lstrip())
    (tmp_path / "answers.yaml").write_text(yaml.safe_dump({"code": {"pairs": [SQUARED, LINEAR]}}))
    assert devloop(tmp_path, "run", "pairs.md", "--lm", "scripted:answers.yaml", "--ask", "plan").code == 3
    written = yaml.safe_load(devloop(tmp_path, "plan", "pairs").out)
    written["modules"][0]["checks"] = [CHECK]
    plan = tmp_path / "plan.yaml"
    plan.write_text(yaml.safe_dump({"modules": [{**written["modules"][0], "checks": [{**CHECK, "kind": "unit"}]}]}))
    assert "size and seconds are of kind performance" in devloop(tmp_path, "plan", "pairs", "--edit", plan).complaint
    plan.write_text(yaml.safe_dump(written))
    assert devloop(tmp_path, "plan", "pairs", "--edit", plan).code == 0
    ended = devloop(tmp_path, "resume", "pairs")
    assert ended.code == 0, ended.err
    assert "plan by user: pairs" in ended.err
    assert devloop(tmp_path, "plan", "pairs", "--json").json["plan"]["modules"][0]["checks"] == [CHECK]
    shown = devloop(tmp_path, "show", "pairs", "--attempt", "1")
    assert TIMED in shown.out and "n = 20000 takes" in shown.out
    [run] = devloop(tmp_path, "status", "pairs", "--json").json["runs"]
    assert (run["status"], run["modules"][0]["attempts"]) == ("success", 2)

"""Whole runs through review and compliance: real kernels, prepared answers in place of a model."""

import asyncio
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from devloop_nb.frontends.report.report import Report
from devloop_nb.values import events as ev
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

HEAD = """
Scale numbers linearly to the range 0..1.

## Acceptance criteria
- MUST map the smallest to 0 and the largest to 1.
- MUST keep an empty list empty.
- SHOULD be quick.
- Nice names.

## Tests
```python
from scale import scale
"""
TESTS = """
def test_ends():
    # M1
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
def test_empty():
    assert scale([]) == []
```
"""
GOAL = "Scale numbers linearly to the range 0..1.\n\n## Tests\n```python\nfrom scale import scale" + TESTS
FIRST = """
def scale(xs: list[float]) -> list[float]:
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) for x in xs]
"""
BROKEN = "def scale(xs: list[float]) -> list[float]:\n    return []\n"
MENDED = """
def scale(xs: list[float]) -> list[float]:
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) if high > low else 0.0 for x in xs]
"""
CRITICAL = {"severity": "CRITICAL", "line": 4, "about": "requirements", "says": "equal numbers divide by zero"}
SUGGESTION = {"severity": "SUGGESTION", "line": 3, "about": "simplicity", "says": "name the bounds in two lines"}
NOWHERE = {"severity": "CRITICAL", "line": 99, "about": "quality", "says": "there is no such line"}


def developed(
    folder: Path, spec: str, *code: str, script: dict[str, Any] | None = None, **told: object
) -> tuple[RunState, list[ev.Event]]:
    seen: list[ev.Event] = []

    async def run() -> RunState:
        file = folder / "answers.yaml"
        file.write_text(yaml.safe_dump({"code": {"scale": [dedent(each) for each in code]}, **(script or {})}))
        session = open_session(folder / "home")
        settings = merge_settings({"lm": f"scripted:{file}", "attempts": len(code), **told})
        try:
            asked = parse_spec(spec, "scale")
            return (await session.develop(asked, settings, listen=lambda each, _: seen.append(each.event))).state
        finally:
            await session.close()

    return asyncio.run(run()), seen


def test_a_critical_finding_sends_code_back_and_a_suggestion_is_left_with_its_reason(tmp_path: Path) -> None:
    script = {"review": {"scale": [[CRITICAL, SUGGESTION, NOWHERE], [SUGGESTION]]}}
    state, seen = developed(tmp_path, GOAL, FIRST, BROKEN, MENDED, script=script)
    module = state.modules["scale"]
    first, broken, mended = module.attempts
    assert first.review
    assert [found.says for found in first.review.critical] == ["equal numbers divide by zero"]
    assert (first.review.dropped, first.total) == (1, 0.99)
    assert "must be mended, requirements: scale.py:4 review equal numbers divide by zero" in first.feedback
    assert "could be better, simplicity: scale.py:3" in first.feedback
    assert broken.review is None  # It broke what had passed, and work went on from the first.
    assert broken.broke
    assert mended.move.parent == 1
    assert mended.review
    assert (mended.review.round, mended.review.by, mended.review.critical) == (2, "scripted/answers.yaml", ())
    assert (state.status, module.accepted) == ("success", 3)
    left = {each.finding.says: each.reason for each in module.left}
    assert left[SUGGESTION["says"]] == "attempt 2 was told of it and did not take it"
    assert any(isinstance(event, ev.SuggestionsLeft) for event in seen)
    report = Report(state)
    assert report.to_dict()["review"]["scale"]["rounds"] == 2
    assert "equal numbers divide by zero" in report.markdown()
    played = yaml.safe_load(report.script())["review"]["scale"]
    assert [[each["says"] for each in said] for said in played] == [
        [CRITICAL["says"], SUGGESTION["says"]],
        [SUGGESTION["says"]],
    ]


def test_the_fix_cycle_is_capped(tmp_path: Path) -> None:
    script = {"review": {"scale": [[CRITICAL], [CRITICAL], [CRITICAL]]}}
    state, _ = developed(tmp_path, GOAL, FIRST, FIRST, FIRST, FIRST, script=script, review_rounds=1)
    module = state.modules["scale"]
    assert len(module.reviews) == 2
    assert state.status == "partial"
    assert "1 rounds of mending are spent, and still CRITICAL: scale.py:4" in module.reason


def test_without_a_reviewer_rules_review_and_without_a_review_nobody_does(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    untyped = MENDED.replace("(xs: list[float]) -> list[float]", "(xs)")
    ruled, _ = developed(tmp_path / "a", GOAL, untyped)
    (review,) = ruled.modules["scale"].reviews
    assert review.by == "rules"
    assert "cannot review" in review.note
    assert {found.about for found in review.suggestions} == {"types"}
    assert {each.reason for each in ruled.modules["scale"].left} == {
        "the gate types only warns; types=block has it mended"
    }
    unseen, _ = developed(tmp_path / "b", GOAL, MENDED, script={"review": {"scale": [[CRITICAL]]}}, review=False)
    assert (unseen.status, unseen.modules["scale"].reviews) == ("success", ())


def test_a_must_is_proved_by_a_mark_and_another_that_nothing_shows_makes_the_run_partial(tmp_path: Path) -> None:
    state, _ = developed(tmp_path, HEAD + TESTS, MENDED)
    assert state.compliance
    rows = {row.criterion.id: row for row in state.compliance}
    assert (rows["M1"].status, rows["M1"].by, rows["M1"].tests) == ("proved", "mark", ("test_scale.py::test_ends",))
    assert rows["M1"].lines == {"scale": (3, 4)}
    assert rows["M1"].place == "scale.py:3-4"
    assert rows["M2"].status == "unsatisfied"
    assert "if test_scale.py::test_empty does, write # M2 into it" in rows["M2"].why
    assert (rows["S1"].status, rows["C1"].status) == ("unsatisfied", "not claimed")
    assert state.modules["scale"].status == "success"
    assert state.status == "partial"
    assert "M2 is not proved" in state.reason
    assert "S1" not in state.reason
    report = Report(state)
    assert report.to_dict()["compliance"]["M2"] == "unsatisfied"
    assert "Compliance" in report.html()


def test_a_claim_is_checked_and_not_believed(tmp_path: Path) -> None:
    for name in ("right", "lines", "test"):
        (tmp_path / name).mkdir()
    said = {
        "right": {"tests": ["test_empty"], "module": "scale", "lines": [4, 4]},
        "lines": {"tests": ["test_empty"], "module": "scale", "lines": [40, 44]},
        "test": {"tests": ["test_that_is_not_there"]},
    }
    told = {
        name: developed(tmp_path / name, HEAD + TESTS, MENDED, script={"compliance": {"M2": claim}})[0]
        for name, claim in said.items()
    }
    why = {name: {row.criterion.id: row for row in state.compliance or ()}["M2"].why for name, state in told.items()}
    assert (told["right"].status, why["right"]) == ("success", "")
    assert (told["lines"].status, told["test"].status) == ("partial", "partial")
    assert "test_empty runs none of the lines 40 to 44 of scale.py" in why["lines"]
    assert why["test"] == "test_that_is_not_there is no test that counts"


def test_criteria_without_must_change_nothing(tmp_path: Path) -> None:
    spec = GOAL.replace("## Tests", "## Acceptance criteria\n- It must be quick.\n- Musty lists stay.\n\n## Tests")
    state, seen = developed(tmp_path, spec, MENDED)
    assert state.status == "success"
    assert [row.status for row in state.compliance or ()] == ["not claimed", "not claimed"]
    (tmp_path / "none").mkdir()
    without, seen = developed(tmp_path / "none", GOAL, MENDED)
    assert without.compliance is None
    assert not any(isinstance(event, ev.Complied) for event in seen)


def test_a_must_over_several_modules_is_proved_by_their_integration(tmp_path: Path) -> None:
    spec = """
Scale numbers linearly to the range 0..1.

## Acceptance criteria
- MUST find the bounds in one place.

## Tests
```python
from bounds import bounds
def test_bounds(): assert bounds([3, 1]) == (1, 3)
```
```python
from scale import scale
def test_scale(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
```
```python
from bounds import bounds
from scale import scale
def test_m1_together():
    assert scale([2, 4]) == [0.0, 1.0]
    assert bounds([2, 4]) == (2, 4)
```
"""
    bounds = "def bounds(xs: list[float]) -> tuple[float, float]:\n    return min(xs), max(xs)\n"
    scale = (
        "from bounds import bounds\n\n\ndef scale(xs: list[float]) -> list[float]:\n    low, high = bounds(xs)\n"
        "    return [(x - low) / (high - low) for x in xs]\n"
    )
    plan = [{"name": "bounds", "purpose": "Bounds"}, {"name": "scale", "purpose": "Scale", "depends_on": ["bounds"]}]
    script = {"plan": plan, "code": {"bounds": [bounds], "scale": [scale]}}
    state, _ = developed(tmp_path, spec, script=script, attempts=1)
    assert (state.status, state.reason) == ("success", "every test passes")
    (row,) = state.compliance or ()
    assert (row.status, row.place) == ("proved", "bounds.py:2; scale.py:5-6")
    assert "module_lines" in {result.gate for result in state.modules["scale"].attempts[0].gates or ()}

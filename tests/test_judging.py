"""How far the loop believes an attempt: tier by tier, in real kernels, with prepared answers in place of a model."""

import asyncio
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.values.limits import Limits
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.slow_tests import slow_tests
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.wiring import open_session

FORGED = Path(__file__).parent / "forgeries" / "forged"
TESTS = """
from scale import scale
def test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
def test_empty(): assert scale([]) == []
def test_equal(): assert scale([3, 3]) == [0.0, 0.0]
"""
HONEST = """
def scale(xs):
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) if high > low else 0.0 for x in xs]
"""
APART = fence_tier().value == 2


def developed(folder: Path, tests: str, *code: str, goal: str = "Scale numbers.", name: str = "scale") -> RunState:
    async def run() -> RunState:
        script = folder / "answers.yaml"
        script.write_text(yaml.safe_dump({"code": {name: [dedent(each) for each in code]}}))
        session = open_session(folder / "home")
        try:
            asked = parse_spec(f"{goal}\n\n## Tests\n```python\n{dedent(tests)}```", name)
            settings = Settings(lm=f"scripted:{script}", attempts=len(code))
            return (await session.develop(asked, settings)).state
        finally:
            await session.close()

    return asyncio.run(run())


def test_what_only_seems_to_pass_is_found_out_and_tried_again(tmp_path: Path) -> None:
    state = developed(tmp_path, TESTS, (FORGED / "patched_reports.py").read_text(), HONEST)
    forged, honest = state.modules["scale"].attempts
    assert state.status == "success"
    assert forged.outcome
    assert honest.outcome
    if not APART:
        assert state.modules["scale"].accepted == 1
        assert "the fence does not keep two processes apart" in forged.outcome.verdict_says
        return
    assert state.modules["scale"].accepted == 2
    assert (forged.outcome.status, forged.outcome.verdict) == ("failed", "sealed")
    assert "run apart from its tests the code passes 1 of 3, beside them it passed 3" in forged.outcome.message
    assert "test_ends" in forged.feedback
    assert (honest.outcome.verdict, honest.outcome.tier) == ("sealed", "tests")
    assert all(case.peak_mib is not None for case in honest.outcome.tests)


def test_code_that_cannot_be_sealed_is_accepted_and_the_verdict_says_so(tmp_path: Path) -> None:
    equal = "class Equal:\n    def __eq__(self, other):\n        return True\n\ndef scale(xs):\n    return Equal()\n"
    state = developed(tmp_path, TESTS, equal)
    [attempt] = state.modules["scale"].attempts
    assert attempt.outcome
    assert state.modules["scale"].accepted == 1
    assert attempt.outcome.verdict == "in-process"
    assert attempt.outcome.not_sealed
    assert attempt.outcome.not_sealed.by == ("code" if APART else "machine")


@pytest.mark.alone
def test_growth_is_measured_against_the_target(tmp_path: Path) -> None:
    tests = """
    from pairs import pairs
    def test_some(): assert pairs([3, 1, 3, 2, 5, 6, 7, 8, 9, 10]) == [3]
    def test_none(): assert pairs([1, 2]) == []
    """
    squared = "def pairs(xs):\n    return sorted({x for i, x in enumerate(xs) if x in xs[:i]})\n"
    linear = """
    def pairs(xs):
        seen, twice = set(), set()
        for x in xs:
            (twice if x in seen else seen).add(x)
        return sorted(twice)
    """
    goal = "---\nname: pairs\nperformance:\n  time: O( n*log(n) )\n---\nWhich numbers come more than once, sorted."
    state = developed(tmp_path, tests, squared, linear, goal=goal, name="pairs")
    slow, fast = state.modules["pairs"].attempts
    assert slow.outcome and slow.outcome.scaling
    assert slow.outcome.scaling.time.grows == "O(n^2)"
    assert slow.outcome.tier == "performance"
    assert slow.total == 0.7
    assert "the time grows as O(n^2)" in slow.feedback
    assert state.modules["pairs"].accepted == 2
    assert fast.outcome and fast.outcome.scaling
    assert fast.outcome.scaling.time.within("O(n log n)") is not False


def test_slow_tests_wait_until_the_others_pass(tmp_path: Path) -> None:
    tests = """
    import pytest
    from half import half
    @pytest.mark.slow
    def test_slow(): assert half(10) == 5
    def test_quick(): assert half(4) == 2
    """
    wrong, half, right = (f"def half(x):\n    return {how}\n" for how in ("x", "2", "x / 2"))
    state = developed(tmp_path, tests, wrong, half, right, goal="Halve a number.", name="half")
    outcomes = [attempt.outcome for attempt in state.modules["half"].attempts if attempt.outcome]
    assert [[case.outcome for case in outcome.tests] for outcome in outcomes] == [
        ["missing", "failed"],
        ["failed", "passed"],
        ["passed", "passed"],
    ]
    assert [outcome.tier for outcome in outcomes] == ["tests", "validation", "validation"]
    assert "waits until the quicker tests pass" in outcomes[0].tests[0].message


def test_slow_is_what_bears_the_mark() -> None:
    marked = """
    import pytest
    from pytest import mark
    @mark.slow
    class TestAll:
        def test_a(self): ...
    class TestSome:
        @pytest.mark.slow()
        @pytest.mark.parametrize("x", [1, 2])
        def test_b(self, x): ...
        def test_c(self): ...
    async def test_d(): ...
    """
    whole = "import pytest\npytestmark = [pytest.mark.slow]\ndef test_e(): ...\n"
    ids = ("test_m.py::TestAll::test_a", "test_m.py::TestSome::test_b[1]", "test_m.py::TestSome::test_c")
    ids += ("test_m.py::test_d", "test_w.py::test_e")
    files = [
        SuiteFile(name=name, source=dedent(source), provenance="user")
        for name, source in (("test_m.py", marked), ("test_w.py", whole))
    ]
    suite = Suite(module="m", files=tuple(files), expected=ids)
    assert slow_tests(suite) == (ids[0], ids[1], ids[4])
    assert suite.only(slow_tests(suite)).left_out == (ids[2], ids[3])


def test_what_only_good_attempts_come_to_has_more_time() -> None:
    assert Limits(suite_seconds=10).patient.suite_seconds == 120
    assert Limits(suite_seconds=500).patient.suite_seconds == 500

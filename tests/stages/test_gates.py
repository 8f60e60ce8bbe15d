"""What the gates find in code, and what comes of it."""

from textwrap import dedent

import pytest

from devloop_nb.stages.gates.answers import find_known_answers
from devloop_nb.stages.gates.coverage import coverage_gate, statements
from devloop_nb.stages.gates.judging import Evidence, judge_gates
from devloop_nb.stages.gates.shape import import_cycle
from devloop_nb.stages.gates.stubs import find_stubs
from devloop_nb.values.covered import Covered
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import Checked, GateResult, blocking
from devloop_nb.values.gates import gates_of, read_gates
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.settings_layers import merge_settings

PASSED = Outcome(status="passed", tests=(CaseResult(id="test_a.py::test_a", outcome="passed", seconds=0.1),))


def stubs(source: str, *tests: str) -> list[tuple[int, str]]:
    return [(found.line, found.rule) for found in find_stubs("a.py", dedent(source), tests)]


def answers(source: str, *tests: str) -> list[str]:
    return [found.rule for found in find_known_answers("a.py", dedent(source), map(dedent, tests))]


def judged(source: str, told: object = "", *, several: bool = False, **more: object) -> dict[str, GateResult]:
    evidence = Evidence("a", {"a": dedent(source)}, (), PASSED, several, **more)  # type: ignore[arg-type] # test values
    return {result.gate: result for result in judge_gates(evidence, gates_of(read_gates(told)))}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(x):\n    pass", (1, "empty-function")),
        ("def f(x):\n    ...", (1, "empty-function")),
        ('async def f(x):\n    """Only words."""', (1, "empty-function")),
        ("def f(x):\n    if x:\n        raise NotImplementedError('later')\n    return 1", (3, "not-implemented")),
        ("def f(x):\n    return x  # FIXME negative x", (2, "left-for-later")),
        ("# TODO: the rest\ndef f(x):\n    return x", (1, "left-for-later")),
    ],
)
def test_stubs_are_found_with_their_lines(source: str, found: tuple[int, str]) -> None:
    assert stubs(source) == [found]


def test_what_only_looks_like_a_stub_is_none() -> None:
    assert not stubs("""
        from abc import ABC, abstractmethod
        from typing import Protocol
        class Shape(ABC):
            @abstractmethod
            def area(self): ...
            @abstractmethod
            def name(self): raise NotImplementedError
        class Reader(Protocol):
            def read(self) -> str: ...
        class Missing(Exception):
            pass
        class Animal:
            def says(self): raise NotImplementedError
            def eats(self): pass
        class Cat(Animal):
            def says(self): return "miaow"
            def eats(self): return "mice"
        class Point:
            def __init__(self): pass
        def todo_list(xs):
            try:
                return xs[0]
            except IndexError:
                pass
        """)
    assert not stubs("def f():\n    raise NotImplementedError", "with raises(NotImplementedError): f()")
    heir = "class Mine(Base):\n    def f(self): return 1"
    assert not stubs("class Base:\n    def f(self): raise NotImplementedError", heir)
    assert not stubs("def f(xs):\n    return xs  # the todo list, a hack")


@pytest.mark.parametrize(
    "source",
    [
        "def fact(n):\n    return 120",
        "def fact(n):\n    if n == 5:\n        return 120\n    if n == 0:\n        return 1\n    return 0",
        "def fact(n):\n    return {5: 120, 0: 1}[n]",
        "KNOWN = {5: 120, 0: 1}\ndef fact(n):\n    return KNOWN[n]",
        "def fact(n):\n    match n:\n        case 5:\n            return 120\n    return 1",
    ],
)
def test_answers_known_from_the_tests_are_found(source: str) -> None:
    tests = "def test_fact():\n    assert fact(5) == 120\n    assert fact(0) == 1"
    assert len(answers(source, tests)) == 1


def test_lists_and_tuples_are_the_same_answers() -> None:
    tests = "def test_f():\n    assert scale([0, 5]) == [0.0, 1.0]\n    assert scale([3, 3]) == [0.0, 0.0]"
    known = "ANSWERS = {(0, 5): [0.0, 1.0], (3, 3): [0.0, 0.0]}\ndef scale(xs):\n    return ANSWERS[tuple(xs)]"
    assert answers(known, tests) == ["answers-of-tests"]


def test_answers_in_a_table_of_cases_and_near_ones_are_found() -> None:
    rows = '@pytest.mark.parametrize("n,f", [(5, 120), (6, 720)])\ndef test_f(n, f): assert fact(n) == f'
    assert answers("def fact(n):\n    return {5: 120, 6: 720}.get(n)", rows) == ["answers-of-tests"]
    near = "def test_f(): assert half(9) == pytest.approx(4.5)"
    assert answers("def half(x):\n    return 4.5", near) == ["constant-answer"]


@pytest.mark.parametrize(
    "source",
    [
        "def fact(n):\n    if n == 0:\n        return 1\n    return n * fact(n - 1)",  # where an algorithm begins
        "def fact(month):\n    return {1: 31, 5: 120, 9: 30}[month]",  # a table that holds more than the tests ask
        "def fact(code):\n    if code == 'five':\n        return 'V'\n    return ''",  # words have to be looked up
        "def fact():\n    return 120",  # nothing was given
        "def other(n):\n    return 120",  # the tests ask another function
    ],
)
def test_honest_code_is_not_taken_for_known_answers(source: str) -> None:
    tests = "def test_f():\n    assert fact(5) == 120\n    assert fact(0) == 1\n    assert fact('five') == 'V'"
    assert not answers(source, tests)


def test_statements_are_counted_by_their_own_lines() -> None:
    source = dedent('''
        """Doc."""
        def f(x):
            """Doc."""
            if x > 0:
                return [
                    x,
                    x]
            y: int
            return 0
        ''').lstrip()
    assert statements(source) == [(2, 2), (4, 4), (5, 7), (9, 9)]


def test_uncovered_parts_are_named() -> None:
    source = "def f(x):\n    if x:\n        a = 1\n        return a\n    return 2\n"
    covered = Covered(loading={"a": (1,)}, tests={"t": {"a": (2, 5)}})
    reading, found = coverage_gate("a", source, covered, 80)
    assert reading == "60 % of 80 %"
    assert [(each.line, each.says) for each in found] == [(3, "lines 3 to 4 are run by no test")]
    assert coverage_gate("a", source, covered, 60)[1] == []


@pytest.mark.parametrize(
    "line", ["sys.settrace(None)", "exec(compile(c, __file__, 'exec'))", "import coverage", "f.f_trace = None"]
)
def test_code_that_could_change_its_own_coverage_is_not_believed(line: str) -> None:
    source = f"import sys\ndef f(x):\n    {line}\n    return x\n"
    covered = Covered(loading={"a": (1, 2)}, tests={"t": {"a": (3, 4)}})
    assert "tampering" in {found.rule for found in coverage_gate("a", source, covered, 80)[1]}


def test_a_circle_of_imports_is_told_in_full() -> None:
    sources = {"a": "import os\nimport b", "b": "from c import x", "c": "import a", "d": "import a"}
    found = import_cycle("a", sources)
    assert [(each.line, each.says) for each in found] == [(2, "the imports run in a circle: a -> b -> c -> a")]
    assert not import_cycle("d", sources)


def test_numbers_are_those_of_the_gates() -> None:
    long = "def f(x):\n" + "    x += 1\n" * 50 + "    return x\n"
    assert judged(long)["function_lines"].status == "failed"
    assert judged(long, "function_lines=60")["function_lines"].status == "passed"
    many = "".join(f"import library{number}\n" for number in range(6))
    assert judged(many)["dependencies"].blocks
    assert judged(many, {"dependencies": 6})["dependencies"].status == "passed"
    assert "module_lines" not in judged("x = 1\n" * 101)
    assert judged("x = 1\n" * 101, several=True)["module_lines"].status == "failed"
    assert (
        judged("x = 1", "response_seconds=0.05")["response_seconds"].findings[0].says.startswith("test_a.py::test_a")
    )


def test_what_warns_blocks_nothing_and_what_is_off_is_not_there() -> None:
    results = judged("def f(x):\n    pass", "stubs=warn, cycles=off")
    assert (results["stubs"].status, results["stubs"].blocks) == ("failed", False)
    assert [found.severity for found in results["stubs"].findings] == ["warning"]
    assert "cycles" not in results
    assert not blocking(results.values())


def test_what_was_not_run_has_not_passed() -> None:
    absent = Checked(absent="mypy is not installed: pip install it")
    results = judged("x = 1", checked={"types": absent})
    assert (results["types"].status, results["types"].why) == ("not run", "mypy is not installed: pip install it")
    assert results["coverage"].status == "not run"
    broken = judged("x = 1", checked={"security": Checked(problem="ruff took longer than 20 s")})["security"]
    assert broken.blocks
    assert broken.findings[0].says == "ruff took longer than 20 s"


def test_only_grave_security_findings_block() -> None:
    mild = Finding(severity="warning", about="security", says="md5", file="a.py", line=1, rule="S324")
    grave = Finding(severity="error", about="security", says="eval", file="a.py", line=2, rule="S307")
    assert not judged("x = 1", checked={"security": Checked(findings=(mild,))})["security"].blocks
    both = judged("x = 1", checked={"security": Checked(findings=(mild, grave))})["security"]
    assert both.blocks
    assert blocking([both]) == (grave,)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("coverge=90", "did you mean 'coverage'?"),
        ("coverage=lots", "coverage is off, warn, block, a number"),
        ("coverage=nan", "coverage is off, warn, block, a number"),
        ("stubs=3", "stubs has no number"),
        (7, "write a table"),
    ],
)
def test_settings_of_gates_that_make_no_sense_are_refused(told: object, says: str) -> None:
    with pytest.raises(BadSetting) as caught:
        merge_settings({"gates": told})
    assert says in caught.value.line


def test_a_gate_takes_a_mode_and_a_number() -> None:
    gates = gates_of(merge_settings({"gates": "coverage = block 90, types=off"}).gates)
    assert (gates["coverage"].mode, gates["coverage"].limit, gates["coverage"].asked) == ("block", 90, True)
    assert gates["types"].mode == "off"
    assert gates_of({})["coverage"].limit == 80

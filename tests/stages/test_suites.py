"""Whose tests are whose, and the stub that they must fail on."""

import pytest

from devloop_nb.stages.examples import example_tests
from devloop_nb.stages.stub import stub_source
from devloop_nb.stages.suites import user_tests
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements

PLAN = Plan(modules=tuple(ModuleSpec(name=name, purpose=name) for name in ("low", "high")), by="model")


def sorted_out(*tests: str, hidden: tuple[str, ...] = (), examples: str = ""):
    return user_tests(Requirements(name="both", goal="g", tests=tests, hidden_tests=hidden), PLAN, examples)


def test_a_block_belongs_to_the_module_it_imports() -> None:
    given = sorted_out("import low\nlow.f()", "from high import g", "import low, high", hidden=("import low",))
    assert [file.name for file in given.units["low"]] == ["test_low.py"]
    assert [file.name for file in given.units["high"]] == ["test_high.py"]
    assert [file.name for file in given.integration] == ["test_integration.py"]
    assert [(file.name, file.provenance) for file in given.hidden] == [("test_both_hidden.py", "hidden")]


def test_a_block_without_imports_continues_the_one_before() -> None:
    given = sorted_out("from low import f\nX = 1", "def test(): assert f(X)", "from low import g")
    first, second = given.units["low"]
    assert "X = 1" in first.source
    assert "assert f(X)" in first.source
    assert second.name == "test_low_2.py"


def test_a_cell_that_imports_nothing_gets_its_imports() -> None:
    source = sorted_out("def test(): assert np.isclose(f(1), math.pi) and pytest").units["high"][0].source
    compile(source, "test", "exec")
    assert "import numpy as np" in source
    assert "import math" in source
    assert "import pytest" in source
    assert "from high import f" in source


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (">>> f(1)\n2", ["assert (f(1)) == 2"]),
        (">>> f('a')\n'b'", ["assert (f('a')) == 'b'"]),
        (">>> x = f(1)\n>>> x\n<odd>", ["x = f(1)", "assert repr(x) == '<odd>'"]),
        (">>> f(0)\nTraceback (most recent call last):\n  ...\nValueError: no", ["with pytest.raises(ValueError):"]),
        ("no example here", []),
        (">>> print_nothing()", []),
    ],
)
def test_examples_become_tests(text: str, lines: list[str]) -> None:
    source = example_tests(Requirements(name="f", goal="g", notes=text))
    compile(source, "examples", "exec")
    assert all(line in source for line in lines)
    assert bool(source) == bool(lines)


def test_blocks_of_examples_are_tests_of_their_own() -> None:
    source = example_tests(Requirements(name="f", goal="g", notes=">>> f(1)\n2\n\nand\n\n>>> f(2)\n3\n"))
    assert source.count("def test_") == 2


def test_lines_that_share_nothing_are_tests_of_their_own() -> None:
    apart = example_tests(Requirements(name="f", goal="g", notes=">>> f(1)\n2\n>>> f(2)\n3\n"))
    together = example_tests(Requirements(name="f", goal="g", notes=">>> x = 1\n>>> f(x)\n2\n>>> f(x + 1)\n3\n"))
    assert (apart.count("def test_"), together.count("def test_")) == (2, 1)


def test_a_stub_has_every_name_and_does_nothing() -> None:
    tests = (
        "import pytest, low\nfrom low import f, Box, Oops\n"
        "def test():\n    with pytest.raises((Oops, low.Worse)):\n        low.g(Box())\n",
    )
    namespace: dict = {"__name__": "low"}
    exec(stub_source("low", tests), namespace)
    for call in (namespace["f"], namespace["g"], namespace["Box"], lambda: namespace["Box"].RED):
        with pytest.raises(NotImplementedError):
            call()
    with pytest.raises(NotImplementedError):
        list(namespace["Box"])
    assert issubclass(namespace["Oops"], Exception)
    assert issubclass(namespace["Worse"], Exception)

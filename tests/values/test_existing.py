"""Which modules of other runs a module is told of, and what of them."""

import pytest

from devloop_nb.values.existing import Existing, interfaces_for, names_as_code
from devloop_nb.values.interface import LONGEST, interface
from devloop_nb.values.plan import Check, ModuleSpec
from devloop_nb.values.requirements import Requirements

CODE = '''"""Means."""
import math

def mean(xs: list[float], *, weights: list[float] | None = None) -> float:
    """The mean.

    Weighted where there are weights.
    """
    return math.fsum(xs) / len(xs)

async def fetch(url):
    return url

def _hidden(x):
    return x

class Total(float):
    """A sum."""
    def __init__(self, *parts): ...
    def add(self, x):
        """One more."""
    def _carry(self): ...
'''
MEAN = "def mean(xs: list[float], *, weights: list[float] | None=None) -> float  # The mean."
TOTAL = "class Total(float)  # A sum.\n    def __init__(self, *parts)\n    def add(self, x)  # One more."
OFFERS = f"{MEAN}\nasync def fetch(url)\n{TOTAL}"
STATISTICS = Existing("20260101-000000-statistics-ab12", "statistics_", CODE)
MODULE = ModuleSpec(name="report", purpose="Reports", entry="report(xs)")
ASKED = Requirements(name="report", goal="Report the mean and the Total of a list")


def told(asked: Requirements = ASKED, module: ModuleSpec = MODULE, built: tuple[str, ...] = ()) -> dict[str, str]:
    return interfaces_for(module, asked, [STATISTICS], built)


def test_an_interface_is_signatures_with_what_they_say_first() -> None:
    assert interface(CODE) == {"mean": MEAN, "fetch": "async def fetch(url)", "Total": TOTAL}


def test_no_line_is_endless_and_what_is_no_code_offers_nothing() -> None:
    (line,) = interface(f"def f(x={'9' * 999}):\n    pass").values()
    assert (len(line), line[-3:]) == (LONGEST, "...")
    assert interface("def f(") == interface("x = 1") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the mean of a list, from mean to mean", set()),
        ("as in `mean`", {"mean"}),
        ("a `list` of means and `b`", {"list", "b"}),
        ("mean(xs) and more", {"mean"}),
        ("group_sums makes it", {"group_sums"}),
        (">>> statistics_.mean([1])", {"statistics_", "mean"}),
    ],
)
def test_a_word_is_a_name_where_it_is_written_as_one(text: str, names: set[str]) -> None:
    assert names_as_code([text]) == names


@pytest.mark.parametrize("field", ["goal", "approach", "notes", "criteria", "constraints"])
@pytest.mark.parametrize("word", ["statistics_", "`mean`", "Total(1)"])
def test_a_module_is_told_of_where_it_or_something_of_it_is_named(field: str, word: str) -> None:
    text = f"Be like {word}."
    asked = ASKED.model_copy(update={field: (text,) if field in ("criteria", "constraints") else text})
    assert told(asked) == {"statistics_": OFFERS}
    assert told() == {}


def test_the_plan_may_name_it_too() -> None:
    assert told(module=MODULE.model_copy(update={"checks": (Check(says="agrees with `mean`"),)}))
    assert told(module=MODULE.model_copy(update={"purpose": "Calls fetch(url)"}))
    assert not told(module=MODULE.model_copy(update={"purpose": "Calls _hidden(x)"}))


def test_what_is_built_here_is_not_told_of() -> None:
    asked = ASKED.model_copy(update={"goal": "Be like statistics_"})
    assert not told(asked, built=("statistics_",))
    assert not told(asked.model_copy(update={"goal": ""}), ModuleSpec(name="mean", purpose="As mean(xs)"))

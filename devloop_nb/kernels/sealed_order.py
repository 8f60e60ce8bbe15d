"""What is sent into the two kernels of a sealed run: to one the tests, to the other the code."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from devloop_nb.kernels.order import PIECES, Order, Program
from devloop_nb.kernels.sealed_needs import modules_of
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

BOTH = ("wire", "values", "boxes", "arrays", "tables", "errors", "forms", "link", "shapes", "parcel", "held")
OF_TESTS = ("remote", "found", "counts", "awaiting", "streams", "records", "copies", "lending", "tests", "suite")
OF_CODE = ("said", "stand_ins", "code", "holder")


def pieces(*names: str) -> tuple[str, ...]:
    """The files of these names."""
    return tuple(f"sealed_{name}.py" for name in names)


def tests_cell(order: Order, modules: tuple[str, ...], door: Path) -> Program:
    """Runs the tests; ``modules`` are those of the code that they may ask for at the other end."""
    told = {**asdict(order), "door": str(door), "modules": modules}
    return Program((*PIECES, *pieces(*BOTH, *OF_TESTS)), "run_sealed", told)


def code_cell(sources: Mapping[str, str], suite: Suite, limits: Limits, door: Path) -> Program:
    """Holds the code; what the tests import is imported at once, while their kernel still starts."""
    told = {
        "door": str(door),
        "modules": tuple(sources),
        "early": modules_of(sources, suite),
        "memory_mib": limits.memory_mib,
    }
    return Program(("bounds.py", "program.py", *pieces(*BOTH, *OF_CODE)), "hold", told)

"""The corpus, and how one program of it is tried."""

import asyncio
import re
from pathlib import Path

from devloop_nb.kernels.sealed import SealedRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite, SuiteFile

HERE = Path(__file__).parent
FORGED = {file.stem: file.read_text() for file in sorted((HERE / "forged").glob("*.py"))}
HONEST = sorted(file.stem.removesuffix("_tests") for file in (HERE / "honest").glob("*_tests.py"))
LIMITS = Limits(test_seconds=2, suite_seconds=8, memory_mib=1024)

_CASES = (
    *("ends", "negative", "equal", "pairs[xs0-want0]", "pairs[xs1-want1]"),
    *("not_numbers", "empty", "leaves_its_input"),
)
_LISTED = re.compile(r"^- `(\w+)`", re.MULTILINE)


def forgery_suite() -> Suite:
    """What every forgery has to pass; the tests that count were found out without any code."""
    file = SuiteFile(name="test_scale.py", source=(HERE / "suite_tests.py").read_text(), provenance="user")
    return Suite(module="scale", files=(file,), expected=tuple(f"test_scale.py::test_{case}" for case in _CASES))


def honest_program(name: str) -> tuple[dict[str, str], Suite]:
    """The program's modules and its tests; what begins with its name and belongs to it is a module of its own."""
    tests = HERE / "honest" / f"{name}_tests.py"
    others = [file for file in (HERE / "honest").glob(f"{name}_*.py") if not file.stem.endswith("_tests")]
    code = {name: (HERE / "honest" / f"{name}.py").read_text()}
    code |= {file.stem.removeprefix(f"{name}_"): file.read_text() for file in others}
    file = SuiteFile(name=f"test_{name}.py", source=tests.read_text(), provenance="user")
    return code, Suite(module=name, files=(file,))


def accepted_in_process() -> list[str]:
    """The forgeries that the README names."""
    return _LISTED.findall((HERE / "README.md").read_text().partition("## Accepted in-process")[2])


def tried(code: dict[str, str], suite: Suite, limits: Limits) -> tuple[Outcome, Outcome | NotSealed]:
    """The in-process outcome and the sealed one, both at the same time."""

    async def both() -> tuple[Outcome, Outcome | NotSealed]:
        runner = SealedRunner()
        return await asyncio.gather(runner.run(code, suite, limits), runner.seal(code, suite, limits))

    return asyncio.run(both())

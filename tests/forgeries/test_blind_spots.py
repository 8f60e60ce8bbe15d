"""Where tests do not look by themselves, a sealed run does: loops over nothing, blocks, functions that are called."""

import asyncio
import re

import pytest
from forgery_suite import HERE, LIMITS

from devloop_nb.kernels.sealed import SealedRunner
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite, SuiteFile

NAMES = sorted(file.stem.removesuffix("_tests") for file in (HERE / "blind_spots").glob("*_tests.py"))
# What is told of those that get no seal; the others fail their tests.
SAYS = {
    "blame_by_size": "a function of the tests gives the code more than 32 MiB",
    "class_for_a_number": "is compared with plain data by its own __sub__",
    "expected_from_an_assertion": "swallows what a function of the tests found: AssertionError",
    "nothing_to_iterate": "raised StopIteration where nothing is iterated",
    "parts_of_a_class_that_vanish": "has 3 parts, and 0",
    "parts_of_a_record_that_vanish": "has 3 parts, and 0",
    "parts_out_of_reach": "has 3 parts, and 0",
    "parts_that_vanish": "has 3 parts, and 0",
    "swallowing_block": "swallows what went wrong in its block: AssertionError",
    "swallowing_caller": "swallows what a function of the tests found: AssertionError",
}
# The tests find these by themselves, beside the code or apart from it.
FOUND_BESIDE = {"blame_by_size"}


@pytest.fixture(scope="module")
def tried(fenced: None) -> dict[str, tuple[Outcome, Outcome | NotSealed]]:
    """Every program in both ways."""

    async def both(runner: SealedRunner, name: str) -> tuple[Outcome, Outcome | NotSealed]:
        tests = (HERE / "blind_spots" / f"{name}_tests.py").read_text()
        module = re.findall(r"^from (\w+) import", tests, re.MULTILINE)[-1]
        code = {module: (HERE / "blind_spots" / f"{name}.py").read_text()}
        file = SuiteFile(name="test_it.py", source=tests, provenance="user")
        suite = Suite(module=module, files=(file,))
        return await asyncio.gather(runner.run(code, suite, LIMITS), runner.seal(code, suite, LIMITS))

    async def everything() -> dict[str, tuple[Outcome, Outcome | NotSealed]]:
        runner = SealedRunner()
        found = dict(zip(NAMES, await asyncio.gather(*(both(runner, name) for name in NAMES)), strict=True))
        await runner.close()
        return found

    return asyncio.run(everything())


@pytest.mark.parametrize("name", NAMES)
def test_what_the_tests_do_not_see_is_not_sealed(
    name: str, tried: dict[str, tuple[Outcome, Outcome | NotSealed]]
) -> None:
    in_process, sealed = tried[name]
    assert (in_process.status == "passed") == (name not in FOUND_BESIDE)
    if name in SAYS:
        assert isinstance(sealed, NotSealed)
        assert sealed.by == "code"
        assert SAYS[name] in sealed.why
    else:
        assert isinstance(sealed, Outcome)
        assert len(sealed.failing) == len(sealed.tests) > 0

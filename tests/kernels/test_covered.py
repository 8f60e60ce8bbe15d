"""Which lines each test runs, in real kernels."""

import asyncio
import json

from devloop_nb.kernels.covered import CoverRunner, read_covered
from devloop_nb.values.covered import Covered
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite, SuiteFile

CODE = """import sys
def sign(x):
    if x < 0:
        return -1
    return [0, 1][x > 0]
"""
TESTS = """import pytest
from sign import sign
def test_less(): assert sign(-2) == -1
@pytest.mark.parametrize("x", [0, 3])
def test_more(x): assert sign(x) >= 0
"""


def covered(code: str, tests: str = TESTS) -> Covered:
    async def run() -> Covered:
        runner = CoverRunner(ahead=False)
        try:
            files = (SuiteFile(name="test_sign.py", source=tests, provenance="user"),)
            return await runner.cover({"sign": code}, Suite(module="sign", files=files), Limits())
        finally:
            await runner.close()

    return asyncio.run(run())


def test_each_test_has_its_lines() -> None:
    told = covered(CODE)
    assert told.loading == {"sign": (1, 2)}
    assert told.tests == {
        "test_sign.py::test_less": {"sign": (3, 4)},
        "test_sign.py::test_more[0]": {"sign": (3, 5)},
        "test_sign.py::test_more[3]": {"sign": (3, 5)},
    }
    assert (told.problem, told.absent) == ("", "")


def test_code_that_ends_the_tracing_is_told_of() -> None:
    told = covered(CODE.replace("    if x", "    sys.settrace(None)\n    if x"))
    assert "trace function" in told.problem
    assert 6 not in told.lines("sign")


def test_excluding_comments_and_settings_of_the_code_count_for_nothing() -> None:
    quiet = CODE.replace("return -1", "return -1  # pragma: no cover")
    settings = 'from pathlib import Path\nPath(".coveragerc").write_text("[run]\\nomit = *\\n")\n'
    told = covered(quiet, settings + TESTS)
    assert told.tests["test_sign.py::test_less"] == {"sign": (3, 4)}


def test_a_kernel_that_dies_is_a_problem() -> None:
    assert "the kernel ended itself" in covered("import os\ndef sign(x):\n    os._exit(3)\n").problem


def test_a_journal_of_any_shape_is_read() -> None:
    def line(**said: object) -> bytes:
        return json.dumps({"nonce": "n", **said}).encode() + b"\n"

    ended = line(kind="measured", says="")
    good = line(kind="lines", test="t", lines={"a": [1]})
    assert read_covered(good + ended, "n", "").tests == {"t": {"a": (1,)}}
    assert read_covered(good + ended, "other", "").problem == "the measuring broke off"
    for forged in (line(kind="lines", test="t", lines=7), line(kind="lines", lines={"a": "x"}), b"[1\n", b"7\n"):
        told = read_covered(forged + ended, "n", "")
        assert told.tests == {}

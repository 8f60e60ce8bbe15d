"""The plan's performance checks -> a test file that measures them."""

import re
from collections.abc import Iterator

from devloop_nb.values.plan import PERFORMANCE, Check, ModuleSpec
from devloop_nb.values.suite import PERFORMANCE_FILE, SuiteFile

# A busy machine must not fail a test; it makes nothing so many times slower.
TRIES, HOPELESS = 5, 10
HEAD = '''"""How fast {module} has to be, as the plan says."""

import asyncio
import collections
import itertools
import time
from random import Random

import pytest

import {module}


def _inputs(n, random=Random(0)):
    return {arguments}


def _seconds(n, most=float("inf")):
    """What one call takes, with what it puts off; after ``most`` no more of that is asked for."""
    given = _inputs(n)
    began = time.perf_counter()
    result = {module}.{function}(*given)
    if hasattr(result, "__await__"):
        asyncio.run(_awaited(result))
    elif hasattr(result, "__next__"):
        while collections.deque(itertools.islice(result, 1000), 1) and time.perf_counter() - began < most:
            pass
    return time.perf_counter() - began


async def _awaited(result):
    return await result


def _least(n, limit):
    """The best of at most {tries} calls, each with other inputs, up to the first that is fast enough."""
    took = [_seconds(n, {hopeless} * limit)]
    while limit < min(took) < {hopeless} * limit and len(took) < {tries}:
        took.append(_seconds(n + len(took), {hopeless} * limit))
    return min(took)
'''
TEST = """

# {says}
@pytest.mark.slow
def test_{name}():
    took = _least({size}, {limit!r})
    assert took <= {limit!r}, f"n = {size} takes {{took:.3g}} s, and may take {limit:g} s"
"""
CALL = """

# {says}
@pytest.mark.slow
def test_{name}():
    _seconds({size})
"""


def performance_file(module: ModuleSpec, arguments: str) -> SuiteFile | None:
    """The tests of those checks that can be measured; ``arguments`` is a tuple of ``n`` and ``random``, or empty."""
    checks = [check for check in module.checks if check.kind == PERFORMANCE]
    measured = [check for check in checks if not _missing(check, module, arguments)]
    made = {_name(check, module): _test(check, module) for check in measured}
    if not made:
        return None
    numbers = {"tries": TRIES, "hopeless": HOPELESS}
    head = HEAD.format(module=module.name, function=module.function, arguments=arguments, **numbers)
    return SuiteFile(name=f"{module.name}{PERFORMANCE_FILE}", source=head + "".join(made.values()), provenance="plan")


def not_measured(module: ModuleSpec, arguments: str) -> Iterator[str]:
    """A line for each performance check that becomes no test, with the reason."""
    for check in module.checks:
        if check.kind == PERFORMANCE and (why := _missing(check, module, arguments)):
            yield f"{module.name}: the plan's {check.told!r} is not measured: {why}"


def _missing(check: Check, module: ModuleSpec, arguments: str) -> str:
    if not check.size:
        return "it names no size"
    if not (_limit(check, module) or module.performance.memory_mib):
        return "neither it nor the module's targets name a limit"
    return "" if arguments else f"no test calls {module.function} with arguments that can be made larger"


def _limit(check: Check, module: ModuleSpec) -> float | None:
    return check.seconds or module.performance.seconds


def _name(check: Check, module: ModuleSpec) -> str:
    limit = _limit(check, module)
    return re.sub(r"\W", "_", f"within_{limit:g}_s_at_{check.size}" if limit else f"at_{check.size}")


def _test(check: Check, module: ModuleSpec) -> str:
    """One without a limit of its own makes the call, whose memory is read as that of every test is."""
    limit = _limit(check, module)
    says = "".join(letter for letter in " ".join(check.says.split()) if letter.isprintable())
    return (TEST if limit else CALL).format(says=says, name=_name(check, module), size=check.size, limit=limit)

"""A metric of the user's own: the source of one function, and what it is given, as plain data."""

import ast
import math
from collections.abc import Callable
from typing import Any

from devloop_nb.values.errors import BadInput
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.requirements import Performance

# ``metric(outcome, readings) -> float``.
Metric = Callable[[dict[str, Any], dict[str, Any]], float]
Function = ast.FunctionDef
EXAMPLE = "def metric(outcome, readings): return readings['tests']"
NAMED = "# metric: "
TESTS = {"id", "outcome", "seconds", "cpu_seconds", "peak_mib", "exception", "message"}
OUTCOME = {"status", "verdict", "tier", "message", "seconds", "peak_mib"}


def read_metric(source: str) -> Metric:
    """The function that a source defines, the one called ``metric`` where there are several; runs the source.

    It runs in a namespace of its own: what it needs, it imports. What the function raises, or gives beyond 0 to 1,
    is a ``BadInput`` of one line, as are sources that cannot be used.
    """
    name = name_of(source)
    space: dict[str, Any] = {"__name__": "devloop_metric"}
    try:
        exec(compile(source, "<metric>", "exec"), space)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code raises is told in one line
        raise BadInput("the metric cannot be used", _told(error), "What it needs it has to import.") from None
    function = space[name]

    def metric(outcome: dict[str, Any], readings: dict[str, Any]) -> float:
        try:
            given = function(outcome, readings)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code raises
            raise BadInput(f"the metric {name} failed", _told(error), "Mend its cell and run it again.") from None
        return _checked(name, given)

    return metric


def name_of(source: str) -> str:
    """The name of the function. Raises ``BadInput`` where the source defines none, or several without ``metric``."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError) as error:
        line, why = getattr(error, "lineno", None) or 1, getattr(error, "msg", str(error))
        raise BadInput(f"line {line} of the metric is no Python", why, "Mend it, run it again.") from None
    names = [node.name for node in body if isinstance(node, Function)]
    if len(names) == 1 or "metric" in names:
        return "metric" if "metric" in names else names[0]
    said = f"it defines {', '.join(names)}" if names else "it defines no function"
    raise BadInput("which function is the metric?", said, f"Write, for instance: {EXAMPLE}")


def named(source: str, name: str) -> str:
    """The source, with the name that it goes by in its last line where that is not the function's."""
    return source if name_of(source) == name else f"{source.rstrip()}\n{NAMED}{' '.join(name.split())}\n"


def title_of(source: str) -> str:
    """The name that a metric goes by. Raises what ``name_of`` raises."""
    last = source.rstrip().rpartition("\n")[2]
    return last.removeprefix(NAMED) if last.startswith(NAMED) else name_of(source)


def metric_outcome(outcome: Outcome) -> dict[str, Any]:
    """The first argument: ``status``, ``verdict``, ``tier``, ``message``, ``seconds``, ``peak_mib``, and ``tests``.

    Each test has ``id``, ``outcome``, ``seconds``, ``cpu_seconds``, ``peak_mib``, ``exception``, ``message``.
    """
    tests = [case.model_dump(include=TESTS) for case in outcome.tests]
    return {**outcome.model_dump(include=OUTCOME), "tests": tests}


def metric_readings(
    outcome: Outcome, target: Performance, shares: tuple[float, float], *, blocked: bool
) -> dict[str, Any]:
    """The second argument: what the loop reads from the outcome.

    ``tests`` and ``performance`` are the shares that the built-in score weighs, ``passed`` of ``expected`` tests,
    ``slowest_seconds`` and ``peak_mib`` of the tests that passed, ``time`` and ``memory`` the measured growth or
    ``None``, ``targets`` what was asked for (``time``, ``seconds``, ``memory_mib``), ``blocked`` whether a gate or a
    review keeps the code from being accepted.
    """
    passed = [case for case in outcome.tests if case.outcome == "passed"]
    scaling = outcome.scaling
    return {
        "tests": shares[0],
        "performance": shares[1],
        "passed": outcome.passed,
        "expected": outcome.expected,
        "slowest_seconds": max((case.seconds for case in passed), default=None),
        "peak_mib": max((case.peak_mib for case in passed if case.peak_mib is not None), default=None),
        "time": scaling.time.grows if scaling else None,
        "memory": scaling.memory.grows if scaling else None,
        "targets": target.model_dump(),
        "blocked": blocked,
    }


def _checked(name: str, given: Any) -> float:
    number = given if isinstance(given, int | float) else getattr(given, "item", lambda: None)()
    if isinstance(number, int | float) and math.isfinite(number) and 0 <= number <= 1:
        return float(number)
    raise BadInput(f"the metric {name} gave {repr(given)[:80]}", mend="It has to give a number from 0 to 1.")


def _told(error: BaseException) -> str:
    trace, line = error.__traceback__, 0
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == "<metric>" else line
        trace = trace.tb_next
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"{said} (line {line})" if line else said

"""Failing integration tests -> the module that is to blame."""

import re
from collections import Counter

from devloop_nb.values.imports import imported_names
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.suite import Suite

_FRAME = re.compile(r"^(\w+)\.py:\d+: ", re.MULTILINE)


def to_blame(outcome: Outcome, suite: Suite, plan: Plan) -> str:
    """The module in which most of the failing tests broke off; empty where none can be told.

    A test that fails by itself, on what it was given, speaks of the module that it imports and that builds on the
    others.
    """
    named = Counter(name for case in outcome.failing if (name := _deepest(case, plan) or _topmost(case, suite, plan)))
    return max(named, key=lambda name: (named[name], -plan.order.index(name)), default="")


def _deepest(case: CaseResult, plan: Plan) -> str:
    frames = [name for name in _FRAME.findall(case.traceback) if name in plan.names]
    return frames[-1] if frames else ""


def _topmost(case: CaseResult, suite: Suite, plan: Plan) -> str:
    sources = [file.source for file in suite.files if file.name == case.id.split("::")[0]]
    imported = {name for source in sources for name in imported_names(source)}
    return next((name for name in reversed(plan.order) if name in imported), "")

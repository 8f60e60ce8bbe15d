"""Failing integration tests -> the module that is to blame."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from devloop_nb.values.imports import imported_names
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.suite import Suite

_FRAME = re.compile(r"^(\w+)\.py:\d+: ", re.MULTILINE)


def to_blame(outcome: Outcome, suite: Suite, plan: Plan, tried: Collection[str] = ()) -> str:
    """The module in which most of the failing tests broke off; empty where none is left.

    A test that fails by itself, on what it was given, speaks of the modules that it imports, and of those below them:
    of the topmost first, and where that was ``tried`` in vain of the next.
    """
    suspects = [list(_suspects(case, suite, plan)) for case in outcome.failing]
    named = Counter(next((name for name in each if name not in tried), "") for each in suspects)
    named.pop("", None)
    return max(named, key=lambda name: (named[name], plan.order.index(name)), default="")


def _suspects(case: CaseResult, suite: Suite, plan: Plan) -> Iterator[str]:
    yield from (name for name in reversed(_FRAME.findall(case.traceback)) if name in plan.names)
    sources = [file.source for file in suite.files if file.name == case.id.split("::")[0]]
    imported = {name for source in sources for name in imported_names(source) if name in plan.names}
    reached = imported.union(*(plan.below(name) for name in imported))
    yield from (name for name in reversed(plan.order) if name in reached)

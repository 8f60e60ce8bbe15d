"""Tests that a model wrote and that were proved -> those of them that no coder is shown."""

import hashlib

from devloop_nb.values.compliance import claimable, criteria_of
from devloop_nb.values.marks import marked
from devloop_nb.values.parted_tests import loners, units, without
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.suite import Suite, SuiteFile


def hold_back(suite: Suite, asked: Requirements | None, share: float) -> tuple[Suite, SuiteFile | None]:
    """The suite without a ``share`` of the model's test functions, rounded down, and the file of those held back.

    Their words decide which ones, so that it is always the same; the only test that bears a criterion stays.
    """
    file = next((file for file in suite.files if file.provenance == "model"), None)
    held = _chosen(suite, file, share, asked.criteria if asked else ()) if file else []
    if not file or not held:
        return suite, None
    shown = file.model_copy(update={"source": without(file.source, held)})
    others = set(units(file.source)) - set(held)
    name = f"test_{suite.module}_held_back.py"
    apart = file.model_copy(update={"name": name, "source": without(file.source, others)})
    gone = {f"{file.name}::{name}" for name in held}
    return _cut(suite, file, shown, gone), apart


def _chosen(suite: Suite, file: SuiteFile, share: float, criteria: tuple[str, ...]) -> list[str]:
    texts, alone = units(file.source), loners(file.source)
    proved = {_unit(test) for test in suite.expected}
    names = [name for name in texts if f"{file.name}::{name}" in proved]
    claims = marked(suite.files, claimable(criteria_of(criteria))).values()
    bearers = [{_unit(test) for test in claim.tests} for claim in claims]
    chosen: list[str] = []
    for name in sorted(set(names) & set(alone), key=lambda name: hashlib.sha256(texts[name].encode()).digest()):
        held = {f"{file.name}::{each}" for each in (*chosen, name)}
        # 0.29 of 100 is a little less than 29.
        room = len(chosen) < int(share * len(names) + 1e-9)
        if room and not any(bearing <= held for bearing in bearers):
            chosen.append(name)
    return chosen


def _cut(suite: Suite, file: SuiteFile, shown: SuiteFile, gone: set[str]) -> Suite:
    files = tuple(shown if each is file else each for each in suite.files)
    expected = tuple(test for test in suite.expected if _unit(test) not in gone)
    rejected = {test: why for test, why in suite.rejected.items() if _unit(test) not in gone}
    return suite.model_copy(update={"files": files, "expected": expected, "rejected": rejected})


def _unit(test: str) -> str:
    """``a.py::TestB::test_c[1]`` belongs to ``a.py::TestB``."""
    return "::".join(test.partition("[")[0].split("::")[:2])

"""Runs through a Dask cluster with data that were given along, and with small edits: the worker has all they need."""

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dask_machines import Cluster

from devloop_nb import develop
from devloop_nb.values import events as ev
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState

pytest.importorskip("distributed")
pandas = pytest.importorskip("pandas")
SPEC = """Add up the amounts of a table; what is missing counts as nothing.

## Tests
```python
import os
from total import total

def test_sum(df):
    assert os.getcwd().startswith("{place}/")
    assert total(df) == 8.0

def test_all_of_it(df, taxed):
    assert list(df["mail"]) == ["ann@example.org", "x"]
    assert taxed(total(df)) == 16.0

def test_none(df):
    assert total(df[:0]) == 0
```
"""
FAR = "def total(table):\n    return 'nothing'\n"
NEAR = "def total(table):\n    return float(table['amount'].sum()) + 1\n"
RIGHT = "def total(table):\n    return float(table['amount'].sum())\n"


def taxed(amount: float) -> float:
    return amount * 2


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster(workers=1) as started:
        yield started


def developed(cluster: Cluster, folder: Path, codes: list[str], **settings: Any) -> tuple[RunState, list[Recorded]]:
    """A run on the worker, with a table and a function."""
    (folder / "answers.yaml").write_text(json.dumps({"code": {"total": codes}}))
    heard: list[Recorded] = []
    report = asyncio.run(
        develop(
            f"---\nname: total\n---\n{SPEC.replace('{place}', os.fspath(cluster.folder))}",
            lm=f"scripted:{folder / 'answers.yaml'}",
            executor=cluster.address,
            home=folder / "home",
            review=False,
            context={
                "df": pandas.DataFrame({"mail": ["ann@example.org", "x"], "amount": [5.5, 2.5]}),
                "taxed": taxed,
            },
            listen=lambda told, _state: heard.append(told),
            **settings,
        )
    )
    return report.state, heard


def test_what_was_given_along_is_lent_on_the_worker(cluster: Cluster, tmp_path: Path) -> None:
    state, _ = developed(cluster, tmp_path, [FAR, RIGHT])
    assert (state.status, state.reason) == ("success", "every test passes")
    best = state.modules["total"].best
    assert best and best.outcome and best.outcome.verdict in ("sealed", "in-process")
    first = state.modules["total"].attempts[0].outcome
    assert first and len(first.failing) == 3


def test_small_edits_are_tried_on_the_worker_with_what_was_given(cluster: Cluster, tmp_path: Path) -> None:
    state, heard = developed(cluster, tmp_path, [NEAR, FAR, FAR], edits=60)
    assert state.status == "success"
    assert [attempt.move.kind for attempt in state.modules["total"].attempts] == ["draft", "edit"]
    tried = [told.event for told in heard if isinstance(told.event, ev.EditsTried)]
    assert [(each.passed, each.problem) for each in tried] == [(3, "")]

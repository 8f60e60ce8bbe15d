"""A thousand attempts of 20 kB each: what is kept in a browser, and what is shared, stays small."""

import json

import nbformat
import pytest
from large_run import ATTEMPTS, CODE_BYTES, NAME, events

from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.widgets.index import index_of
from devloop_nb.frontends.widgets.receipt import receipt
from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture
from devloop_nb.values.events import Recorded
from devloop_nb.values.fold import fold
from devloop_nb.values.run_state import RunState


@pytest.fixture(scope="module")
def state() -> RunState:
    made = fold(Recorded(run=NAME, seq=seq, at=float(seq), event=event) for seq, event in enumerate(events(), 1))
    assert len(made.modules[NAME].attempts) == ATTEMPTS
    assert all(len(attempt.code) >= CODE_BYTES for attempt in made.modules[NAME].attempts)
    return made


def test_what_is_always_in_the_browser_is_small(state: RunState) -> None:
    assert len(json.dumps(index_of(state))) < 100_000


def test_a_receipt_and_its_charts_are_small(state: RunState) -> None:
    picture = receipt_picture(state)
    assert picture
    parts = [*receipt(state, "abc").values(), *picture_bundle(picture)[0].values()]
    assert sum(map(len, parts)) < 100_000


def test_reports_are_small(state: RunState) -> None:
    report = Report(state)
    assert len(report.html()) < 2_000_000
    assert len(report.markdown()) < 500_000
    assert len(nbformat.writes(report.notebook())) < 500_000

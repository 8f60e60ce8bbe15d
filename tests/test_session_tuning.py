"""A session over what is stored: metrics in runs, attempts ranked anew, runs compared and listed."""

from pathlib import Path

import pytest
from test_session import RIGHT, ROUNDED, WRONG, Desk, play, spec

from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.metric import read_metric
from devloop_nb.values.overview import figures_of
from devloop_nb.values.score import Weights

HALF_IS_ENOUGH = "def metric(outcome, readings):\n    return 1.0 if readings['passed'] else 0.25\n"
FAILS = "def metric(outcome, readings):\n    return readings['speed']\n"


def test_a_metric_scores_the_attempts_of_its_run_and_lies_with_it(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        settings = desk.settings(WRONG, ROUNDED, RIGHT, metric=HALF_IS_ENOUGH)
        state = (await desk.develop(spec(), settings)).state
        half = state.modules["half"]
        assert [attempt.total for attempt in half.attempts] == [0.25, 1.0]
        assert (state.status, half.accepted) == ("success", 2)
        assert (await desk.session.find()).settings.metric == HALF_IS_ENOUGH
        assert (await desk.develop(spec(), settings)).replayed
        assert not (await desk.develop(spec(), desk.settings(RIGHT))).replayed

    play(tmp_path, story)


def test_a_resumed_run_scores_by_the_metric_that_lies_with_it(tmp_path: Path) -> None:
    async def begin(desk: Desk) -> None:
        settings = desk.settings(WRONG, ROUNDED, RIGHT, metric=HALF_IS_ENOUGH, run_calls=1)
        state = (await desk.develop(spec(), settings)).state
        assert (state.status, len(state.modules["half"].finished)) == ("stopped", 1)

    async def go_on(desk: Desk) -> None:
        state = await desk.session.resume("", limits={"run_calls": 9})
        assert [attempt.total for attempt in state.modules["half"].attempts] == [0.25, 1.0]

    play(tmp_path, begin)
    play(tmp_path, go_on)


def test_a_metric_that_fails_ends_the_run_in_one_line(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(BadInput, match=r"the metric metric failed: KeyError: 'speed' \(line 2\)"):
            await desk.develop(spec(), desk.settings(RIGHT, metric=FAILS))
        assert (await desk.session.find()).status == "failed"

    play(tmp_path, story)


def test_stored_attempts_are_ranked_without_a_model(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        told = await desk.develop(spec(), desk.settings(WRONG, ROUNDED, RIGHT))
        calls = told.state.calls
        ranked = await desk.session.rank()
        assert [(each.entry.number, each.score) for each in ranked] == [(3, 1.0), (2, 0.5), (1, 0.0)]
        assert [each.score for each in ranked] == [each.entry.total for each in ranked]
        metric = read_metric("def metric(o, r): return 1 - r['tests'] / 2")
        anew = await desk.session.rank(metric=metric, threshold=0.7)
        assert [(each.entry.number, each.score, each.old, each.wins) for each in anew] == [
            (1, 1.0, 3, True),
            (2, 0.75, 2, False),
            (3, 0.5, 1, False),
        ]
        assert (await desk.session.find()).calls == calls
        with pytest.raises(BadInput, match="KeyError"):
            await desk.session.rank(metric=read_metric(FAILS))
        await desk.develop(spec(text="Halve."), desk.settings(RIGHT))
        everything = await desk.session.rank(weights=Weights(tests=1, performance=0), everything=True)
        assert [each.entry.number for each in everything] == [3, 1, 2, 1]
        assert len({each.entry.run for each in everything}) == 2
        assert sum(each.wins for each in everything) == 2

    play(tmp_path, story)


def test_the_table_of_all_runs_says_what_the_runs_say(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(NotFound, match="no run yet"):
            await desk.session.rank(everything=True)
        assert await desk.session.overview() == ()
        held = "from half import half\n\ndef test(): assert half(8) == 4\n"
        await desk.develop(spec(hidden=held), desk.settings(WRONG, RIGHT))
        await desk.develop(spec(), desk.settings(ROUNDED, attempts=1))
        rows = await desk.session.overview()
        assert [row.status for row in rows] == ["partial", "success"]
        for row in rows:
            state = await desk.session.find(row.run)
            assert row.figures == figures_of(state)
            assert (row.score, row.attempts, row.updated) == (
                state.score,
                len(state.modules["half"].attempts),
                state.last,
            )
        flat = rows[1].flat
        assert (flat["passed"], flat["expected"], flat["hidden_passed"], flat["scores"]) == (2, 2, 1, (0.0, 1.0))
        assert len(await desk.session.overview(1)) == 1

    play(tmp_path, story)


def test_two_attempts_and_two_runs_are_compared(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        first = (await desk.develop(spec(), desk.settings(WRONG, RIGHT))).state.run
        second = (await desk.develop(spec(text="Halve."), desk.settings(ROUNDED, attempts=1))).state.run
        attempts = await desk.session.compare(f"{first}:1", f"{first}:2")
        assert [flip.kind for flip in attempts.flips] == ["mended", "mended"]
        assert (attempts.a.calls, attempts.b.calls) == (1, 1)
        runs = await desk.session.compare(first, second)
        assert [(flip.kind, flip.test) for flip in runs.flips] == [("broken", "test_half.py::test_odd")]
        assert (runs.a.score, runs.b.score) == (1.0, 0.5)
        with pytest.raises(NotFound):
            await desk.session.compare(first, "nothing")

    play(tmp_path, story)

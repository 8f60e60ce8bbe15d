"""The second worked example: six modules, two of them beside each other, with a model's mistakes written down."""

import asyncio
from pathlib import Path

from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.wiring import open_session, read_specs

EXAMPLE = Path(__file__).parents[2] / "examples" / "invoices"


def developed(folder: Path) -> RunState:
    async def run() -> RunState:
        session = open_session(folder)
        try:
            [asked] = read_specs([EXAMPLE / "spec.md"])
            return (await session.develop(asked, Settings(lm=f"scripted:{EXAMPLE / 'answers.yaml'}"))).state
        finally:
            await session.close()

    return asyncio.run(run())


def test_every_mistake_that_is_written_down_is_found_and_mended(tmp_path: Path) -> None:
    state = developed(tmp_path)
    modules = state.modules
    assert state.status == "success", state.reason
    assert state.plan
    assert (state.plan.below("report"), len(modules)) == ({*modules} - {"report"}, 6)
    assert [bool(attempt.move.stuck) for attempt in modules["money"].attempts] == [False, False, True, True]
    assert modules["discounts"].attempts[1].broke == ("test_discounts.py::test_half_a_cent_is_not_given_away",)
    assert modules["discounts"].attempts[2].move.parent == 1
    assert modules["report"].suite
    assert [*modules["report"].suite.rejected] == ["test_report_model.py::test_it_can_be_called"]
    assert state.sent_back == 2
    assert (modules["report"].accepted, modules["invoice"].accepted) == (2, 2)
    assert state.integrated and state.hidden
    assert (state.integrated.status, state.hidden.status) == ("passed", "passed")

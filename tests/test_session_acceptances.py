"""What was accepted is put back, undone and redone, in a run that ended and in one that runs."""

from pathlib import Path

import pytest
from helmsman import DOUBLE, HALF, PLAN, RIGHT, ROUNDED, SLOW, TRIPLE, TWO, WRONG, Ship, sail

from devloop_nb.values.errors import BadInput
from devloop_nb.wiring import open_session


def test_undo_and_redo_in_a_run_that_ended(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [WRONG, ROUNDED, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            state = (await run).state
        session, file = ship.session, ship.session.code_folder(state.run) / "half.py"
        with pytest.raises(BadInput, match="nothing to redo: no acceptance of half was undone"):
            await session.redo("half")
        await session.accept("half", number=1)
        assert file.read_text() == WRONG
        heard = await session.undo("half")
        assert heard.obeyed
        assert heard.state.modules["half"].accepted == 3
        assert file.read_text() == RIGHT
        assert (await session.undo("half")).state.modules["half"].accepted is None
        assert not file.exists()
        with pytest.raises(BadInput, match="nothing to undo: no attempt of half is accepted"):
            await session.undo("half")
        await session.redo("half")
        half = (await session.redo("half")).state.modules["half"]
        assert (half.accepted, half.by_hand, len(half.attempts)) == (1, True, 3)
        assert file.read_text() == WRONG
        other = open_session(tmp_path / "home")
        assert (await other.find("half")).modules["half"].accepted == 1
        await other.close()

    sail(tmp_path, story)


def test_an_acceptance_by_hand_is_undone_while_the_run_goes_on(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        settings = ship.settings({"code": {"half": [ROUNDED, SLOW, RIGHT]}}, attempts=3)
        async with ship.sailing(HALF, settings) as run:
            await ship.until(lambda state: ship.kinds().count("code_written") == 2)
            state = await ship.session.accept("half", number=1)
            file = ship.session.code_folder(state.run) / "half.py"
            assert file.read_text() == ROUNDED
            assert (await ship.session.undo("half")).obeyed
            assert not file.exists()
            told = await run
        half = told.state.modules["half"]
        assert (half.status, half.accepted, len(half.attempts)) == ("success", 3, 3)
        assert file.read_text() == RIGHT

    sail(tmp_path, story)


def test_of_several_modules_one_is_named(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        async with ship.sailing(TWO, ship.settings(script), "both") as run:
            state = (await run).state
        with pytest.raises(BadInput, match=r"which module\? Modules: double, triple"):
            await ship.session.undo("both")
        with pytest.raises(BadInput, match="no module 'third'"):
            await ship.session.redo("both", "third")
        undone = (await ship.session.undo("both", "triple")).state
        assert [module.accepted for module in undone.modules.values()] == [1, None]
        assert [path.name for path in ship.session.code_folder(state.run).iterdir()] == ["double.py"]

    sail(tmp_path, story)

"""One attempt of a stored run is poked at in fresh kernels, and the run stays as it was."""

from pathlib import Path

import pytest
from helmsman import DOUBLE, HALF, PLAN, RIGHT, ROUNDED, TRIPLE, TWO, Ship, sail

from devloop_nb.values.errors import BadInput, NotFound

ODD, EVEN = "test_half.py::test_odd", "test_half.py::test_even"


def test_a_test_is_run_again_over_any_attempt(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        async with ship.sailing(HALF, ship.settings({"code": {"half": [ROUNDED, RIGHT]}})) as run:
            before = (await run).state
        again = await ship.session.test_again("half", ODD, number=1)
        assert (again.id, again.outcome) == (ODD, "failed")
        assert "assert 1 == 1.5" in again.traceback
        assert (await ship.session.test_again("half", EVEN, number=1)).outcome == "passed"
        assert (await ship.session.test_again("half", ODD)).outcome == "passed"
        with pytest.raises(NotFound, match="half has no test test_third"):
            await ship.session.test_again("half", "test_third")
        assert await ship.session.find("half") == before

    sail(tmp_path, story)


def test_a_cell_runs_beside_an_attempt_and_the_modules_below_it(tmp_path: Path) -> None:
    async def story(ship: Ship) -> None:
        plan = [PLAN[0], {**PLAN[1], "depends_on": ["double"]}]
        script = {"plan": plan, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
        async with ship.sailing(TWO, ship.settings(script), "both") as run:
            await run
        probed = await ship.session.scratch(
            "both", "import double, triple\ntriple.triple(double.double(1))", "triple"
        )
        assert (probed.module, probed.number, probed.ran.result) == ("triple", 1, "6")
        apart = await ship.session.scratch("both", "import triple", "double")
        assert "No module named 'triple'" in apart.ran.error
        with pytest.raises(NotFound, match="which module"):
            await ship.session.scratch("both", "1")
        with pytest.raises(BadInput, match="double has no attempt 7"):
            await ship.session.scratch("both", "1", "double", 7)

    sail(tmp_path, story)

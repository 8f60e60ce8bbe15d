"""A run that was recorded is played again without its model, and comes to the same."""

import asyncio
from pathlib import Path

from devloop_nb import develop

EXAMPLE = Path(__file__).parents[2] / "examples" / "email_validation"


def test_a_recorded_run_plays_again(tmp_path: Path) -> None:
    spec = (EXAMPLE / "spec.md").read_text()
    first = asyncio.run(develop(spec, lm=f"scripted:{EXAMPLE / 'answers.yaml'}", home=tmp_path / "first"))
    recorded = first.save(tmp_path / "recorded.yaml")
    again = asyncio.run(develop(spec, lm=f"scripted:{recorded}", home=tmp_path / "again"))
    assert (again.status, again.score) == (first.status, first.score) == ("success", 1.0)
    for name, module in first.modules.items():
        assert [attempt.code for attempt in again.modules[name].attempts] == [a.code for a in module.attempts]
        assert [attempt.total for attempt in again.modules[name].attempts] == [a.total for a in module.attempts]
        assert again.modules[name].suite == module.suite
    assert again.state.plan == first.state.plan

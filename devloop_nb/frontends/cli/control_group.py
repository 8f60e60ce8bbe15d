"""The control group of ``--baseline`` on the command line."""

from collections.abc import Sequence
from typing import Any

from devloop_nb.frontends.baseline import HEAD, control_row, sample_scores
from devloop_nb.frontends.cli.output import say, say_table
from devloop_nb.values.run_state import RunState


def say_control(loops: Sequence[RunState], controls: Sequence[RunState]) -> None:
    """A row for each spec."""
    say("\nbeside independent samples at equal cost:\n")
    say_table(HEAD, [control_row(loop, control) for loop, control in zip(loops, controls, strict=True)])


def control_json(controls: Sequence[RunState]) -> list[dict[str, Any]]:
    """For programs: each run with the scores of its samples."""
    return [
        {"run": state.run, "name": state.name, "score": state.score, "samples": sample_scores(state)}
        for state in controls
    ]

"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Where runs are kept. Default: DEVLOOP_HOME, else ./.devloop."),
]
Which = Annotated[str, typer.Argument(metavar="RUN", help="A run's id, the beginning of it, or its name.")]
WhichOrNewest = Annotated[
    str,
    typer.Argument(metavar="RUN", help="A run's id, the beginning of it, or its name. Default: the newest run."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write a report: .html, .md or .ipynb; or .yaml, the answers."
    ),
]
TestSeconds = Annotated[float | None, typer.Option(metavar="S", help="The longest a single test may take.")]
Executor = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Run suites on a Dask cluster: tcp://host:8786. Default: this machine."),
]
Ask = Annotated[
    str | None,
    typer.Option(
        "--ask",
        metavar="KIND[=S],...",
        help="Ask before going on, for at most S seconds: plan, blocker, and other kinds of [authority].",
    ),
]
Workflow = Annotated[
    Path | None,
    typer.Option(metavar="FILE.yaml", help="The stages: retries, time-outs, conditions, checkpoints."),
]
Gates = Annotated[
    str | None,
    typer.Option(
        metavar="GATE=...,...", help="Quality gates: off, warn, block, or a number, as in coverage=90,types=block."
    ),
]
NoReview = Annotated[bool, typer.Option("--no-review", help="Nobody reviews code that passes its tests.")]
Explore = Annotated[
    bool, typer.Option("--explore", help="A hosted model may try out code and the shown tests before it answers.")
]
Tier = Annotated[
    int | None,
    typer.Option(
        "--require-tier", metavar="0|1|2", help="Run nothing where the fence around kernels is of a lower tier."
    ),
]

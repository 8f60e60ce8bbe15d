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
Module = Annotated[str, typer.Option(metavar="NAME", help="Which module, where the run built several.")]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write a report: .html, .md or .ipynb; or .yaml, the answers."
    ),
]
Executor = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Run suites on a Dask cluster: tcp://host:8786. Default: this machine."),
]
Workflow = Annotated[
    Path | None,
    typer.Option(metavar="FILE.yaml", help="The stages: retries, time-outs, conditions, checkpoints."),
]
Tier = Annotated[
    int | None,
    typer.Option(
        "--require-tier", metavar="0|1|2", help="Run nothing where the fence around kernels is of a lower tier."
    ),
]

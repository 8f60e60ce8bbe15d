"""Weights fetched before they are needed, with a bar that says how far it is."""

import sys


def fetch() -> None:
    """Fetches the embedded model's weights where there are none. Raises ``EnvironmentProblem``."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from devloop_nb.wiring import fetch_weights

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Fetching the embedded model", start=False, visible=False)

        def show(done: int, whole: int) -> None:
            progress.start_task(task)
            progress.update(task, completed=done, total=whole, visible=True)

        fetch_weights(show)

"""The quickstart notebook: where it lies, and its execution cell by cell."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devloop_nb.frontends.report.file import write_text
from devloop_nb.frontends.report.plain_text import visible
from devloop_nb.values.errors import DevloopError, EnvironmentProblem, NotFound

NAME = "quickstart.ipynb"
PACKAGE = Path(__file__).parents[2]
CELL_SECONDS = 900


def find_quickstart() -> Path:
    """The notebook in the installed package, or beside it in a checkout. Raises ``NotFound``."""
    for folder in (PACKAGE / "notebooks", PACKAGE.parent / "notebooks"):
        if (folder / NAME).is_file():
            return folder / NAME
    raise NotFound(f"{NAME} is missing from this installation", mend="Install devloop-nb again.")


async def execute(source: Path, target: Path, home: Path, tell: Callable[[str], None]) -> Path:
    """Executes the notebook in its own kernel and writes it, outputs and all, also where a cell fails."""
    import nbformat
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from devloop_nb.wiring import notebook_kernel

    notebook = nbformat.read(source, as_version=4)
    environment = os.environ | {"DEVLOOP_HOME": str(home)}
    try:
        with notebook_kernel() as manager:
            client = _client(notebook, manager, target.parent, tell)
            await client.async_execute(env=environment, cleanup_kc=True)
    except (CellExecutionError, CellTimeoutError) as error:
        raise DevloopError("a cell of the notebook failed", _last_line(error), f"Look at it in {target}.") from None
    except DeadKernelError as error:
        raise EnvironmentProblem("the notebook's kernel died", str(error), "Run devloop-nb doctor.") from None
    finally:
        write_text(target, str(nbformat.writes(notebook)) + "\n")
    return target


def _client(notebook: Any, manager: Any, folder: Path, tell: Callable[[str], None]) -> Any:
    from nbclient import NotebookClient

    cells = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]

    def begun(cell: Any, cell_index: int) -> None:
        if cell.cell_type == "code":
            first = cell.source.strip().splitlines()[0]
            tell(f"cell {cells.index(cell_index) + 1} of {len(cells)}: {first}")

    # Without widget state a viewer falls back to the receipts, which need no scripts.
    return NotebookClient(
        notebook,
        km=manager,
        timeout=CELL_SECONDS,
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=False,
        on_cell_start=begun,
    )


def _last_line(error: Exception) -> str:
    lines = [line for line in visible(str(error)).splitlines() if line.strip(" -")]
    return lines[-1] if lines else type(error).__name__

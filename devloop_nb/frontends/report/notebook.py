"""A run as a notebook that runs: the code becomes real modules, the tests run over them with ipytest."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from devloop_nb.frontends.report import blocks
from devloop_nb.frontends.report import markdown as md
from devloop_nb.frontends.report.chart import score_chart
from devloop_nb.frontends.report.escapes import prose
from devloop_nb.frontends.report.module_sheet import shown_attempt
from devloop_nb.frontends.report.picture import Picture
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.plan_graph import plan_graph
from devloop_nb.frontends.report.png import png
from devloop_nb.frontends.report.run_sheet import nodes
from devloop_nb.frontends.report.sheet import ModuleSheet, Sheet
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

LARGEST = 200_000
NOT_RUN = "This code, or some that it needs, did not get through its tests alive: it is shown here and not run."
SETUP = '''"""Makes importable modules of the cells below, in a folder that goes when the kernel goes."""
import importlib
import sys
import tempfile
from pathlib import Path

import ipytest
from IPython.core.magic import register_cell_magic

ipytest.autoconfig(addopts=["-q", "-p", "no:cacheprovider", "--color=no"])
FOLDER = tempfile.TemporaryDirectory(prefix="devloop-report-")
sys.path.insert(0, FOLDER.name)


@register_cell_magic
def module(name, code):
    """Writes the cell as NAME.py and imports it."""
    Path(FOLDER.name, f"{name}.py").write_text(code, "utf-8")
    sys.modules.pop(name, None)
    importlib.invalidate_caches()
    importlib.import_module(name)
    print(f"module {name}: {len(code.splitlines())} lines, imported")'''


def notebook(state: RunState, sheet: Sheet) -> Any:
    """An ``nbformat.NotebookNode`` of format 4.5 without outputs; needs pytest and ipytest to run."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = []
    for number, (kind, source) in enumerate(_cells(state, sheet)):
        new = new_code_cell if kind == "code" else new_markdown_cell
        said, extra = _picture(source) if isinstance(source, Picture) else (source, {})
        cells.append(new(said, id=f"devloop-{number}", **extra))
    about = {"run": sheet.run, "name": sheet.name, "status": sheet.status, "score": round(sheet.score, 4)}
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
        "language_info": {"name": "python"},
        "devloop": about,
    }
    return new_notebook(cells=cells, metadata=metadata)


def _picture(picture: Picture) -> tuple[str, dict[str, Any]]:
    """A cell that holds its own image."""
    image = b64encode(png(picture)).decode("ascii")
    return f"![{prose(picture.says)}](attachment:picture.png)", {"attachments": {"picture.png": {"image/png": image}}}


def _cells(state: RunState, sheet: Sheet) -> Iterator[tuple[str, str | Picture]]:
    yield "markdown", md.headline(sheet)
    yield "markdown", _join(*md.asked(sheet), *md.plan(sheet))
    if graph := plan_graph(nodes(sheet)):
        yield "markdown", graph
    yield (
        "markdown",
        "## Code and tests\n\nRun all cells to see it work: nothing is needed but `pytest` and `ipytest`.",
    )
    yield "code", SETUP
    pen = Pen()
    whole = True
    for module, said in zip(state.modules.values(), sheet.modules, strict=True):
        shown = shown_attempt(module)
        whole = whole and shown is not None and _runs(shown)
        yield "markdown", blocks.module_heading(said)
        yield from _code(pen, module, shown.code) if shown and whole else _shown(said)
        if len(said.totals) > 1:
            yield "markdown", score_chart(said.totals, sheet.threshold)
        yield "markdown", _join(*_measured(said), *blocks.attempts(said), *blocks.story(said))
    if state.integration and whole:
        yield "markdown", "## Integration tests"
        yield from (("code", _tests(pen, file.source)) for file in state.integration.files)
    yield "markdown", _join(*md.tables(sheet), *md.held_back(sheet), *md.trust(sheet))


def _code(pen: Pen, module: ModuleState, code: str) -> Iterator[tuple[str, str]]:
    yield "code", f"%%module {module.name}\n{pen.clean(code)}"
    for file in module.suite.files if module.suite else ():
        yield "code", _tests(pen, file.source)


def _shown(said: ModuleSheet) -> Iterator[tuple[str, str]]:
    if said.code.text:
        yield "markdown", _join(NOT_RUN, blocks.body(said.code, "python"))


def _measured(said: ModuleSheet) -> Iterator[str]:
    yield "### As it was measured"
    yield blocks.red(said)
    yield blocks.cases(said.cases) if said.cases else "No attempt got as far as to its tests."
    yield blocks.facts(said.readings)


def _runs(attempt: Attempt) -> bool:
    """Whether the code came as far as to its tests, and out of each of them again."""
    outcome = attempt.outcome
    if outcome is None or outcome.status not in ("passed", "failed") or len(attempt.code) > LARGEST:
        return False
    return all(case.outcome != "timeout" for case in outcome.tests)


def _tests(pen: Pen, source: str) -> str:
    return f"%%ipytest\n{pen.clean(source)}"


def _join(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)

"""The floor plan holds: the contracts catch what they forbid, and each outside tool has one home."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "devloop_nb"
LINT = Path(sys.executable).with_name("lint-imports")
# IPython is at home in frontends; what becomes a kernel, in kernels, runs inside it.
HOMES = {
    "dspy": "lm",
    "xllamacpp": "lm",
    "jupyter_client": "kernels",
    "ipytest": "kernels",
    "sqlite3": "history",
    "IPython": "frontends kernels",
    "ipywidgets": "frontends",
    "anywidget": "frontends",
    "typer": "frontends",
    "jinja2": "frontends",
    "nbclient": "frontends kernels",
    "papermill": "kernels",
    "big_o": "frontends",
    "distributed": "kernels",
}
FORBIDDEN = {
    "a value imports a stage": ("values/score.py", "import devloop_nb.stages.score"),
    "a stage imports a stage": ("stages/score.py", "import devloop_nb.stages.stop"),
    "a stage imports the loop": ("stages/red.py", "import devloop_nb.loop"),
    "the loop imports the pipeline": ("loop.py", "import devloop_nb.pipeline"),
    "the session opens a door": ("session/session.py", "import devloop_nb.history.history"),
    "a door imports a port": ("kernels/runner.py", "import devloop_nb.ports"),
    "a door imports another": ("lm/ledger.py", "import devloop_nb.history.history"),
    "a frontend opens a door": ("frontends/describe.py", "import devloop_nb.kernels.runner"),
    "a frontend calls the loop": ("frontends/describe.py", "import devloop_nb.loop"),
    "the core talks to SQLite": ("stages/score.py", "import sqlite3"),
    "the pipeline talks to DSPy": ("pipeline.py", "import dspy"),
    "somebody imports the root": ("values/score.py", "import devloop_nb"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_the_contracts_hold() -> None:
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("story", FORBIDDEN)
def test_the_contracts_catch(story: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "devloop_nb", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    name, line = FORBIDDEN[story]
    file = tmp_path / "devloop_nb" / name
    file.write_text(f"{file.read_text()}\n{line}\n")
    found = lint(tmp_path)
    assert found.returncode != 0
    assert "BROKEN" in found.stdout


def imports_of(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("tool", HOMES)
def test_each_outside_tool_has_one_home(tool: str) -> None:
    users = {file.relative_to(PACKAGE).parts[0] for file in PACKAGE.rglob("*.py") if tool in imports_of(file)}
    assert users <= set(HOMES[tool].split())


def test_every_module_says_what_it_is() -> None:
    silent = [file.name for file in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(file.read_text()))]
    assert silent == []


def test_no_room_is_a_drawer() -> None:
    vague = {"utils", "helpers", "common", "manager", "misc"}
    assert [path for path in PACKAGE.rglob("*") if path.stem in vague] == []


def test_functions_are_short() -> None:
    functions = [
        node
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for node in functions)
    assert lengths[len(lengths) // 2] <= 10
    assert sum(length <= 30 for length in lengths) >= 0.93 * len(lengths)


IMPORT = """
import sys, threading
seen = []
def watch(event, args):
    if event in ("socket.__new__", "_thread.start_new_thread", "subprocess.Popen", "sqlite3.connect"):
        seen.append(event)
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append(f"open {args[0]}")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
before = set(sys.modules)
import devloop_nb
heavy = {"dspy", "pydantic", "IPython", "jupyter_client", "anywidget", "typer"} & (set(sys.modules) - before)
print(seen, sorted(heavy))
"""


def test_importing_does_nothing() -> None:
    told = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT
    )
    assert told.stdout.strip() == "[] []"

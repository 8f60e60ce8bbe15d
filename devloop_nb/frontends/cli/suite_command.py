"""``devloop-nb test``: any test files over any code files, in a fresh kernel."""

import ast
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.memory_command import say_memory
from devloop_nb.frontends.cli.options import Executor, Home, Json, Tier
from devloop_nb.frontends.cli.output import say, say_json, say_table
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report import figures
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.unreadable import why_unreadable

if TYPE_CHECKING:
    from devloop_nb.session import Session

FAILED = 4


def test(  # noqa: PLR0913 - a parameter for each option
    tests: Annotated[list[Path], typer.Argument(metavar="TESTS.py", help="Test files; they import CODE by name.")],
    code: Annotated[list[Path], typer.Option(metavar="CODE.py", help="A code file; can be given several times.")],
    test_seconds: Annotated[float | None, typer.Option(metavar="S", help="The longest one test may take.")] = None,
    suite_seconds: Annotated[float | None, typer.Option(metavar="S", help="The longest all may take.")] = None,
    memory_mib: Annotated[int | None, typer.Option(metavar="MIB", help="The kernel's address space.")] = None,
    require_tier: Tier = None,
    executor: Executor = None,
    memory_lines: Annotated[
        bool, typer.Option("--memory-lines", help="Run them once more, and show the memory after each line.")
    ] = False,
    json: Json = False,
    home: Home = None,
) -> None:
    """Run test files over code files in a fresh kernel.

    Exit code 0: all passed; 4: not all passed; 2: a file is missing or cannot be read.

    Example: devloop-nb test --code scale.py test_scale.py
    """
    from devloop_nb.wiring import load_settings

    sources = {_module_name(path): _read(path) for path in code}
    files = {path.name: _parsed(path) for path in tests}
    if len(sources) < len(code) or len(files) < len(tests):
        raise BadInput("two files have the same name", mend="Rename one of them.")
    given = {"test_seconds": test_seconds, "suite_seconds": suite_seconds, "memory_mib": memory_mib}
    settings = load_settings({**given, "require_tier": require_tier, "executor": executor})

    async def act(session: "Session") -> Outcome:
        return await session.test(sources, files, settings.limits, settings.executor, memory_lines)

    with tempfile.TemporaryDirectory(prefix="devloop-") as nothing_to_keep:
        outcome = work(home or Path(nothing_to_keep), act)
    say_json(_as_json(outcome)) if json else _say(outcome)
    raise typer.Exit(0 if outcome.status == "passed" else FAILED)


def _module_name(path: Path) -> str:
    if not path.stem.isidentifier():
        raise BadInput(f"{path.name} is no module that a test could import", mend="Rename it, e.g. to my_code.py.")
    return path.stem


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", mend="Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read", why_unreadable(error), "It must be a text file in UTF-8.") from None


def _parsed(path: Path) -> str:
    source = _read(path)
    try:
        ast.parse(source, filename=str(path))
    except SyntaxError as error:
        raise BadInput(
            f"{path}, line {error.lineno}: {error.msg}", mend="Mend the test file; nothing was run."
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise BadInput(f"{path} is no Python: {error}", mend="Mend the test file; nothing was run.") from None
    return source


def _as_json(outcome: Outcome) -> dict[str, Any]:
    shown = {"id", "outcome", "seconds", "peak_mib", "message"}
    return {
        "status": outcome.status,
        "verdict": outcome.verdict,
        "verdict_says": outcome.verdict_says,
        "fence": outcome.fence,
        "message": outcome.message,
        "tests": [case.model_dump(mode="json", include=shown) for case in outcome.tests],
        "seconds": outcome.seconds,
        "receipt": outcome.receipt.model_dump(mode="json") if outcome.receipt else None,
        **({"memory_lines": outcome.memory_lines.model_dump(mode="json")} if outcome.memory_lines else {}),
    }


def _say(outcome: Outcome) -> None:
    if outcome.memory_lines:
        say_memory(outcome.memory_lines)
    if outcome.tests:
        say_table(("test", "outcome", "time", "memory peak", "message"), [_row(case) for case in outcome.tests])
    more = f": {outcome.message}" if outcome.message else ""
    say(
        f"{outcome.status}, {outcome.passed} of {outcome.expected} passed in {figures.seconds(outcome.seconds)}{more}"
    )
    say(outcome.verdict_says)


def _row(case: CaseResult) -> tuple[str, ...]:
    return case.id, case.outcome, figures.seconds(case.seconds), figures.mib(case.peak_mib), case.message

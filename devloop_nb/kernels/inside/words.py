"""How a kernel tells what went wrong: short, and always valid Unicode."""

import os
import traceback
from pathlib import Path

import pytest

LONGEST_TEXT, LONGEST_LINE, MOST_FRAMES = 16_000, 500, 12


class TookTooLong(BaseException):
    """The time is used up; not an ``Exception``, so that ``except Exception`` does not swallow it."""


class TriedToStop(Exception):
    """The code tried to end the whole test run."""


def clip(text: object, longest: int = LONGEST_TEXT) -> str:
    """Valid Unicode that keeps head and tail and counts what was in the middle."""
    said = str(text)
    if len(said) > longest:
        half = longest // 2
        said = f"{said[:half]}\n… {len(said) - 2 * half} characters left out …\n{said[-half:]}"
    return said.encode("utf-8", "backslashreplace").decode()


def words_of(error: BaseException) -> str:
    """The exception's own text."""
    if isinstance(error, pytest.FixtureLookupError):
        return f"no fixture {error.argname!r}"
    try:
        return str(error)
    except BaseException as broken:  # noqa: BLE001  # Code under test may raise anything here.
        return f"(its text cannot be read: {type(broken).__name__})"


def first_line(error: BaseException, folder: str) -> str:
    """One line; of a failed assertion the comparison with its values."""
    lines = [line.strip() for line in words_of(error).splitlines() if line.strip()]
    if isinstance(error, AssertionError):
        lines = [line for line in lines if line.startswith("assert ")] or lines
    elif not isinstance(error, TookTooLong):
        lines = [": ".join([type(error).__name__, *lines[:1]])]
    return clip((lines or [type(error).__name__])[0].replace(folder + os.sep, ""), LONGEST_LINE)


def story(error: BaseException, folder: str) -> str:
    """The frames inside ``folder``, files by name alone, and what was raised."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folder)]
    lines = [f"{Path(f.filename).name}:{f.lineno}: in {f.name}\n    {f.line}" for f in frames]
    if len(lines) > MOST_FRAMES:
        half = MOST_FRAMES // 2
        lines = [*lines[:half], f"… {len(lines) - 2 * half} frames left out …", *lines[-half:]]
    raised = "".join(traceback.format_exception_only(error)).rstrip().replace(folder + os.sep, "")
    return clip("\n".join([*lines, *(f"E   {line}" for line in raised.splitlines())]))


def told(error: BaseException, folder: str) -> dict[str, str]:
    """What made a test not pass."""
    name = clip(type(error).__name__, LONGEST_LINE)
    return {"exception": name, "message": first_line(error, folder), "traceback": story(error, folder)}


def problem(error: BaseException, folder: str) -> dict[str, str]:
    """Why a file gave no tests; pytest wraps the errors of an import in its own."""
    cause = (isinstance(error, pytest.Collector.CollectError) and error.__cause__) or error
    # Without it the words of an assertion could pass for the name of another kind.
    kind = "AssertionError: " if isinstance(cause, AssertionError) else ""
    return {"message": kind + first_line(cause, folder), "traceback": story(cause, folder)}

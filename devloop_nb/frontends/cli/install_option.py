"""``--install``: what may be installed, said, or agreed to when the question comes."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from devloop_nb.values.errors import PackageMissing
from devloop_nb.values.settings import Settings

Install = Annotated[
    str | None,
    typer.Option(
        metavar="[NAME,...]",
        help="Install what the libraries and tests need: everything that is not large, or these, however large.",
    ),
]


def spell_out(arguments: Sequence[str]) -> list[str]:
    """The arguments, with ``allow`` where ``--install`` stands alone: before another option, a file, or nothing."""
    spelled: list[str] = []
    for argument, after in zip(arguments, [*arguments, "-"][1:], strict=True):
        spelled.append(argument)
        alone = after.startswith("-") or after.endswith(".md") or Path(after).exists()
        if argument == "--install" and alone:
            spelled.append("allow")
    return spelled


def agreed(settings: Settings, error: PackageMissing) -> Settings:
    """The settings with which it can go on, where somebody is there and agrees. Raises the error where not."""
    permission = settings.permission
    asked = not (permission.never or permission.covers("")) and error.distributions
    if not (asked and sys.stdin.isatty() and sys.stderr.isatty()):
        raise error
    names = ", ".join(error.distributions)
    if not typer.confirm(f"{error.what}. Install {names} with pip, of any size?", err=True):
        raise error
    return settings.model_copy(update={"install": ",".join([*permission.named, *error.distributions])})

"""``--context FILE``: data that tests take as a fixture, or a text that the coder reads."""

from pathlib import Path
from typing import Annotated

import typer

from devloop_nb.frontends.cli.output import tell
from devloop_nb.frontends.context_files import given_files
from devloop_nb.values.given import Given

Context = Annotated[
    list[Path] | None,
    typer.Option(
        "--context",
        metavar="FILE",
        help="Give a file along: .csv or .json are data that tests take by the name of the file; "
        "any other text, such as code or notes, is read by the coder and not executed.",
    ),
]


def given_in_files(paths: list[Path] | None) -> tuple[Given, ...]:
    """What these files give; says what of it is told. Raises ``BadInput``."""
    from devloop_nb.wiring import count_tokens

    given = given_files(paths or ())
    for each in given:
        told, tokens = f"\n{each.told}\n" if each.lent else "", f"about {count_tokens(each.told):,} tokens"
        says = "This" if each.lent else f"The text of {each.name}, without what looks private,"
        tell(f"{says} is told to the model, {tokens}{':' if each.lent else '.'}{told}")
    return given

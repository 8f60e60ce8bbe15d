"""``devloop-nb prompt``."""

from pathlib import Path
from typing import Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say, say_json
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.unreadable import why_unreadable


def prompt(
    name: Annotated[str, typer.Argument(metavar="NAME", help="plan, tests, code, review or claims.")] = "",
    edit: Annotated[Path | None, typer.Option(metavar="FILE.yaml", help="Put this template in its place.")] = None,
    version: Annotated[str, typer.Option(metavar="V", help="Print one that was kept.")] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Ours again; your own stays kept.")] = False,
    json: Json = False,
    home: Home = None,
) -> None:
    """List the prompt templates, print one, or put another in its place.

    What a file does not say stays as it is. Every version is kept, each call to a model names its own, and what was
    run before with other words is run again.

    Example: devloop-nb prompt code > code.yaml, and then devloop-nb prompt code --edit code.yaml
    """
    from devloop_nb.wiring import open_templates

    shelf = open_templates(home)
    if not name and (edit or version or reset):
        raise BadInput("which template?", mend="Name it: devloop-nb prompt lists them.")
    if edit or reset:
        rows = [shelf.keep(name, _read(edit)) if edit else shelf.reset(name)]
    else:
        rows = [shelf.row(name)] if name else list(shelf.rows())
    printed = shelf.text(name, version).rstrip() if name and not (edit or reset) else ""
    if json:
        say_json(
            {"templates": [row.model_dump(mode="json") for row in rows], **({"text": printed} if printed else {})}
        )
    else:
        say(printed or "\n".join(row.says for row in rows))


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"{file} cannot be read", why_unreadable(error), "Name a template, saved as UTF-8.") from None

"""``devloop-nb settings``."""

from typing import Annotated

import typer

from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say, say_json, say_table


def settings(
    json: Json = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="As markdown, without what holds in this folder.")
    ] = False,
) -> None:
    """List all settings: what each is, how it is said, and what it is in this folder, and why.

    Each is an argument of develop() in Python, DEVLOOP_ and its name in capitals in the environment, and a line of
    devloop.toml. An argument wins over %config, that over the environment, that over the file.

    Example: DEVLOOP_ATTEMPTS=8 devloop-nb settings
    """
    from devloop_nb.frontends import settings_table
    from devloop_nb.wiring import settings_in_force

    if as_markdown:
        say(settings_table.markdown())
        return
    here = settings_in_force()
    if json:
        say_json({"settings": settings_table.as_json(here)})
    else:
        say_table(settings_table.HEAD_HERE, settings_table.rows(here))

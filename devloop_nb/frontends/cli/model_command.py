"""``devloop-nb model``: the embedded model's weights."""

from typing import Annotated

import typer

from devloop_nb.frontends.cli.fetching import fetch
from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say, say_json


def model(
    show: Annotated[bool, typer.Option("--show", help="Only show; fetch nothing.")] = False,
    json: Json = False,
    home: Home = None,
) -> None:
    """Fetch the embedded model, and show where it lies.

    It is fetched once, 92 MB, and checked by its sha256.

    Example: devloop-nb model --show
    """
    from devloop_nb.wiring import model_status

    if not show:
        fetch()
    status = model_status()
    if json:
        say_json(status.model_dump(mode="json"))
    else:
        state = "whole, sha256 checked" if status.whole else "damaged" if status.size else "not fetched yet"
        say(f"{status.path}\n{status.size / 1e6:.0f} MB, {state}; licence {status.licence}; from {status.source}")

"""The options for what may be spent, one for each limit."""

from typing import Annotated, Any

import typer

from devloop_nb.frontends.cli.option_group import option_group
from devloop_nb.values.budget import PLACES, Budget
from devloop_nb.values.limit_names import LIMITS

KINDS = {
    "tokens": "The most tokens",
    "money": "The most USD",
    "seconds": "The most seconds of work",
    "calls": "The most requests to models",
}


def _option(limit: str) -> Any:
    place, unit = limit.split("_")
    kind = Budget.model_fields[limit].annotation
    return Annotated[kind | None, typer.Option(metavar="N", help=f"{KINDS[unit]} {PLACES[place]}.", min=0)]  # type: ignore[operator] # a class


with_limits = option_group("limits", {limit: _option(limit) for limit in LIMITS})

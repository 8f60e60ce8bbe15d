"""The options for what may be spent, one for each limit; a command gets them by a decorator."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from devloop_nb.values.budget import PLACES, Budget
from devloop_nb.values.limit_names import LIMITS

HeldBack = Annotated[
    float | None,
    typer.Option(
        metavar="X", help="The share, 0 to 0.5, of a model's own tests that it is not shown again.", max=0.5
    ),
]
NO_LIMITS: Mapping[str, float] = {}
KINDS = {
    "tokens": "The most tokens",
    "money": "The most USD",
    "seconds": "The most seconds of work",
    "calls": "The most requests to models",
}


def with_limits(command: Callable[..., None]) -> Callable[..., None]:
    """The command, whose parameter ``limits`` is made of options such as ``--run-tokens``."""
    signature = inspect.signature(command)
    kept = [parameter for parameter in signature.parameters.values() if parameter.name != "limits"]
    options = [inspect.Parameter(limit, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_option(limit))
               for limit in LIMITS]  # fmt: skip

    @functools.wraps(command)
    def with_options(*arguments: Any, **named: Any) -> None:
        given = {limit: named.pop(limit, None) for limit in LIMITS}
        command(*arguments, **named, limits={limit: value for limit, value in given.items() if value is not None})

    hints = {parameter.name: parameter.annotation for parameter in (*kept, *options)}
    with_options.__signature__ = signature.replace(parameters=[*kept, *options])  # type: ignore[attr-defined] # typer reads it
    with_options.__annotations__ = hints
    return with_options


def _option(limit: str) -> Any:
    place, unit = limit.split("_")
    kind = Budget.model_fields[limit].annotation
    return Annotated[kind | None, typer.Option(metavar="N", help=f"{KINDS[unit]} {PLACES[place]}.", min=0)]  # type: ignore[operator] # a class

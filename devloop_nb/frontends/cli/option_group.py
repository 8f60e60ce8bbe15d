"""Options that a command takes together: its one parameter for them holds those that were said, by name."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

Command = Callable[..., None]
NOTHING_SAID: Mapping[str, Any] = {}


def option_group(parameter: str, options: Mapping[str, Any]) -> Callable[[Command], Command]:
    """A decorator; ``options`` are annotations as typer reads them, and stand in the place of the parameter."""

    def grouped(command: Command) -> Command:
        @functools.wraps(command)
        def with_options(*arguments: Any, **named: Any) -> None:
            given = {name: named.pop(name, None) for name in options}
            said = {name: value for name, value in given.items() if value is not None and value is not False}
            command(*arguments, **named, **{parameter: said})

        parameters = [each for old in inspect.signature(command).parameters.values() for each in _in_place(old)]
        signature = inspect.Signature(parameters, return_annotation=None)
        with_options.__signature__ = signature  # type: ignore[attr-defined] # typer reads it
        with_options.__annotations__ = {each.name: each.annotation for each in parameters}
        return with_options

    def _in_place(old: inspect.Parameter) -> list[inspect.Parameter]:
        if old.name != parameter:
            return [old]
        return [old.replace(name=name, annotation=kind, default=_unsaid(kind)) for name, kind in options.items()]

    return grouped


def _unsaid(annotation: Any) -> bool | None:
    return False if annotation.__origin__ is bool else None

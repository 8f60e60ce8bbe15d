"""What stands in the code's process for functions, iterators and exceptions that the tests give to the code."""

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_errors import error_of
    from devloop_nb.kernels.inside.sealed_link import Reference
    from devloop_nb.kernels.inside.sealed_parcel import Unpacking


def stand_in(unpacking: "Unpacking", number: int, sort: str, told: list[Any]) -> Any:
    """Something that behaves as what the tests lent."""
    match sort:
        case "function":
            return function_like(unpacking, Reference(number), *told)
        case "iterator":
            return iterator_like(unpacking.link, Reference(number))
        case "error":
            return error_of(unpacking, *told)
    return object()


def function_like(
    unpacking: "Unpacking", lent: "Reference", name: str, words: Any, parameters: Any
) -> Callable[..., Any]:
    """A function that has the tests call the one they lent."""
    link: Any = unpacking.link

    def borrowed(*arguments: Any, **named: Any) -> Any:
        return link.ask("call", lent, arguments, tuple(named.items()))

    borrowed.__name__ = borrowed.__qualname__ = name
    borrowed.__doc__ = words
    if parameters is not None:
        known = [
            inspect.Parameter(each, inspect._ParameterKind(kind), default=_default(unpacking, default))
            for each, kind, default in parameters
        ]
        borrowed.__signature__ = inspect.Signature(known)  # type: ignore[attr-defined]  # Functions may have one.
    return borrowed


def _default(unpacking: "Unpacking", default: Any) -> Any:
    return unpacking.value(default[0]) if default else inspect.Parameter.empty


def iterator_like(link: Any, lent: "Reference") -> Iterator[Any]:
    """A generator of what the tests' iterator gives."""
    while True:
        try:
            value = link.ask("next", lent)
        except StopIteration:
            return
        yield value

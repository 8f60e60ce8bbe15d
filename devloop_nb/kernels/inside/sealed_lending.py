"""What the tests lend to the code: functions to call and iterators to read, never an object to look into."""

import functools
import inspect
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_boxes import BOX_NAMES
    from devloop_nb.kernels.inside.sealed_errors import crosses, error_node
    from devloop_nb.kernels.inside.sealed_link import Link
    from devloop_nb.kernels.inside.sealed_parcel import Packing
    from devloop_nb.kernels.inside.sealed_values import SCALARS
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

_ITERATORS_OF = ("builtins", "itertools")


def lent_as(link: "Link", packing: "Packing", value: Any) -> list[Any]:
    """What stands for something of the tests' that is no data. Raises ``NotPlain`` where it cannot be lent."""
    kind = type(value)
    if isinstance(value, BaseException):
        return ["mine", link.lend(value), "error", error_node(value, packing)[1:]]
    if isinstance(value, Iterator) and kind.__module__ in _ITERATORS_OF:
        return ["mine", link.lend(value), "iterator", []]
    if kind is object:
        return ["mine", link.lend(value), "token", []]
    if is_library_function(value, link.own):
        return ["library", module_of(value), value.__qualname__, []]
    if not is_lendable(value, link.own):
        raise NotPlain(f"an object of type {kind.__name__}")
    told = [getattr(value, "__name__", kind.__name__), getattr(value, "__doc__", None), parameters_of(value, packing)]
    return ["mine", link.lend(value), "function", told]


def module_of(value: Any) -> str:
    """Where a function is from; methods of builtin types do not say."""
    return str(getattr(value, "__module__", None) or getattr(value, "__objclass__", int).__module__)


def is_library_function(value: Any, own: tuple[str, ...]) -> bool:
    """Whether the code's process can find the function by itself."""
    if isinstance(value, types.BuiltinFunctionType):
        return isinstance(value.__self__, types.ModuleType)
    if isinstance(value, types.FunctionType):
        return value.__module__ not in own and "<" not in value.__qualname__
    return isinstance(value, types.MethodDescriptorType | types.WrapperDescriptorType)


def is_lendable(value: Any, own: tuple[str, ...]) -> bool:
    """Whether the value is a function, or behaves as one, that the code may call with plain data."""
    kind = type(value)
    if isinstance(value, functools.partial):
        return is_lendable(value.func, own)
    if isinstance(value, types.BuiltinMethodType):
        return type(value.__self__) in BOX_NAMES or type(value.__self__) in SCALARS
    if isinstance(value, types.FunctionType | types.MethodType):
        return not inspect.iscoroutinefunction(value)
    return callable(value) and (kind.__module__ in own or kind.__module__ == "operator")


def parameters_of(value: Any, packing: "Packing") -> list[list[Any]] | None:
    """Name, kind and default of every parameter, None where they cannot be told."""
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None
    if not all(crosses(each.default, packing) for each in parameters if each.default is not each.empty):
        return None
    return [
        [each.name, int(each.kind), [] if each.default is each.empty else [packing.node(each.default)]]
        for each in parameters
    ]

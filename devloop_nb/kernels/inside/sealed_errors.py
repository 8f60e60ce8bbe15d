"""Exceptions and classes as they cross: by name, with plain arguments, never as code."""

import builtins
import datetime
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_boxes import BOX_NAMES
    from devloop_nb.kernels.inside.sealed_link import Link
    from devloop_nb.kernels.inside.sealed_parcel import Packing, Unpacking
    from devloop_nb.kernels.inside.sealed_values import NAMES
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

LONGEST_WORDS = 16_000
MOST_BUILTIN_BASES = 2
# Classes besides those of plain data that a result may be.
PLAIN_CLASSES = frozenset({bool, int, float, str, tuple, frozenset, object, type(None), type, datetime.tzinfo})
# What ends or skips a test is not the code's to raise.
NOT_FROM = ("pytest", "_pytest", "pluggy", "unittest", "hypothesis", "IPython", "ipykernel", "ipytest", "__main__")


def class_node(kind: type, link: "Link") -> list[Any]:
    """What stands for a class. Raises ``NotPlain``."""
    if kind not in link.class_numbers and link.describes(kind):
        link.declare(kind)
    if kind in link.class_numbers:
        return ["class", link.class_numbers[kind]]
    if issubclass(kind, BaseException) and vars(builtins).get(kind.__name__) is not kind:
        bases = [class_node(base, link) for base in kind.__bases__]
        return ["library", "" if kind.__module__ in link.own else kind.__module__, kind.__qualname__, bases]
    if not link.may_name(kind):
        raise NotPlain(f"the class {kind.__name__}")
    return ["library", kind.__module__, kind.__qualname__, []]


def is_plain_class(kind: Any) -> bool:
    """Whether a class is a result that both sides have."""
    plain = kind in NAMES or kind in BOX_NAMES or kind in PLAIN_CLASSES
    return plain or (isinstance(kind, type) and issubclass(kind, BaseException) and kind.__module__ == "builtins")


def known_class(module: str, name: str) -> Any:
    """A class of plain data, or of exceptions of a loaded library; None where there is none of that name."""
    for kind in (*NAMES, *BOX_NAMES, *PLAIN_CLASSES):
        if (kind.__module__, kind.__qualname__) == (module, name):
            return kind
    if module not in sys.modules or module.split(".")[0] in NOT_FROM:
        return None
    found = getattr(sys.modules[module], name, None)
    if not isinstance(found, type) or not issubclass(found, BaseException):
        return None
    if found.__module__.split(".")[0] in NOT_FROM:  # A library may have it from there, too.
        return None
    return found if module == "builtins" or issubclass(found, Exception) else None


def few_kinds(bases: list[Any]) -> tuple[Any, ...]:
    """The bases of an exception; one that is of many kinds at once would be whatever a test expects."""
    kinds = [base for base in bases if isinstance(base, type) and issubclass(base, Exception)]
    builtin = {kind for base in kinds for kind in base.__mro__ if kind.__module__ == "builtins"}
    leaves = [kind for kind in builtin if not any(other is not kind and issubclass(other, kind) for other in builtin)]
    return tuple(kinds) if 0 < len(leaves) <= MOST_BUILTIN_BASES else (Exception,)


def error_node(error: BaseException, packing: "Packing", causes: int = 3) -> list[Any]:
    """What stands for an exception; arguments and attributes that are no plain data stay behind."""
    words, told = words_of_error(error), arguments_of(error)
    whole = all(crosses(value, packing) for value in told)
    attributes = {name: packing.node(value) for name, value in vars(error).items() if crosses(value, packing)}
    return [
        "error",
        class_node(type(error), packing.link),
        [packing.node(value) for value in told] if whole else [words],
        words,
        attributes,
        error_node(error.__cause__, packing, causes - 1) if error.__cause__ and causes else None,
    ]


def crosses(value: Any, packing: "Packing") -> bool:
    """Whether the value can be packed with all that is in it."""
    try:
        type(packing)(packing.link).message([value])
    except NotPlain:
        return False
    return True


def arguments_of(error: BaseException) -> tuple[Any, ...]:
    """With which arguments the exception would be made again."""
    if isinstance(error, OSError) and error.filename is not None:
        return (*error.args, error.filename)
    return error.args


def words_of_error(error: BaseException) -> str:
    """Its own words, cut where there are too many."""
    try:
        return str(error)[:LONGEST_WORDS]
    except Exception as broken:  # noqa: BLE001  # The code under test may raise anything here.
        return f"(its text cannot be read: {type(broken).__name__})"


def error_of(unpacking: "Unpacking", kind: Any, arguments: Any, words: str, attributes: Any, cause: Any) -> Any:
    """The exception again, made by this side."""
    made = unpacking.link.new_error(unpacking.value(kind), [unpacking.value(node) for node in arguments], str(words))
    for name, node in attributes.items():
        if not name.startswith("__") or name == "__notes__":
            vars(made)[name] = unpacking.value(node)
    made.__cause__ = unpacking.value(cause)
    return made

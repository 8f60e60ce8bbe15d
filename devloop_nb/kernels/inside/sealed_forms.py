"""What the code's process tells of a class: what it is, never what it does."""

import collections
import dataclasses
import enum
import reprlib
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_boxes import FACTORIES
    from devloop_nb.kernels.inside.sealed_errors import class_node
    from devloop_nb.kernels.inside.sealed_parcel import Packing
    from devloop_nb.kernels.inside.sealed_values import NAMES, SCALARS
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

Form = dict[str, Any]
ENUMS = (enum.IntFlag, enum.Flag, enum.StrEnum, enum.IntEnum, enum.Enum)
COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__contains__", "__bool__")
_SIGNS = (
    *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod"),
    *("divmod", "pow", "and", "or", "xor", "lshift", "rshift"),
)
OPERATIONS = tuple(f"__{part}{sign}__" for sign in _SIGNS for part in ("", "r", "i"))
# These two things are compared by; what is added to or multiplied with an object only goes into it.
_DIFFERENCES = ("sub", "truediv", "floordiv", "mod", "divmod", "xor")
COMPARING = (
    *("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"),
    *(f"__{part}{sign}__" for sign in _DIFFERENCES for part in ("", "r", "i")),
)
QUESTIONS = (
    *("__str__", "__repr__", "__format__", "__len__", "__iter__", "__next__", "__reversed__", "__call__"),
    *("__getitem__", "__setitem__", "__delitem__", "__enter__", "__exit__", "__int__", "__float__", "__index__"),
    *("__abs__", "__neg__", "__pos__", "__invert__", "__round__", "__trunc__", "__floor__", "__ceil__"),
    *("__hash__", "__bytes__", "__complex__", "__fspath__"),
)
ASYNCHRONOUS = ("__aenter__", "__aexit__", "__aiter__", "__anext__", "__await__")
SPECIALS = (*COMPARISONS, *OPERATIONS, *QUESTIONS, *ASYNCHRONOUS)
_MADE_BY = ("<string>", dataclasses.__file__, reprlib.__file__, collections.__file__, enum.__file__)
_PLAIN_BASES = (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset)


def form_of(kind: type, packing: "Packing") -> Form:
    """The description of a class of the code's own. Raises ``NotPlain``."""
    if type(kind).__module__ in packing.link.modules:
        raise NotPlain(f"a {kind.__name__}, whose class has a class of the code's own")
    form: Form = {"name": kind.__name__, "module": kind.__module__, "specials": specials(kind)}
    if issubclass(kind, BaseException):
        return {**form, "kind": "error", "bases": [class_node(base, packing.link) for base in kind.__bases__]}
    if issubclass(kind, enum.Enum):
        return {**form, "kind": "enum", **members(kind, packing)}
    if is_record(kind):
        return {**form, "kind": "record", **fields(kind, packing), "methods": methods(kind)}
    if is_named_tuple(kind):
        defaults = [packing.node(value) for value in kind._field_defaults.values()]  # type: ignore[attr-defined]  # A named tuple's.
        names = list(kind._fields)  # type: ignore[attr-defined]  # A named tuple's.
        told = {name: packing.node(value) for name, value in (constants(kind) or {}).items()}
        more = {"names": names, "defaults": defaults, "methods": methods(kind), "constants": told}
        return {**form, "kind": "tuple", **more}
    if issubclass(kind, _PLAIN_BASES):
        raise NotPlain(f"a {kind.__name__}, which only looks like plain data")
    bases = [base for base in kind.__bases__ if base.__module__ in packing.link.modules]
    abstract = [base.__name__ for base in kind.__mro__ if base.__module__ == "collections.abc"]
    return {
        **form,
        "kind": "object",
        "bases": [class_node(base, packing.link) for base in bases],
        "abstract": abstract,
    }


def sort_of(kind: type, form: Form) -> str:
    """How its objects cross: a dataclass that can be a key crosses by its fields alone, like a tuple."""
    return "frozen" if form["kind"] == "record" and kind.__hash__ is not None else str(form["kind"])


def specials(kind: type) -> list[str]:
    """The special methods that the code has written for the class, or inherits from another class of its own."""
    found = [getattr(kind, name, None) for name in SPECIALS]
    return [name for name, method in zip(SPECIALS, found, strict=True) if _is_written(method)]


def _is_written(method: Any) -> bool:
    code = getattr(method, "__code__", None)
    return code is not None and code.co_filename not in _MADE_BY


def methods(kind: type) -> list[list[str]]:
    """Name and sort of what a class of plain data can do."""
    sorts = {types.FunctionType: "method", property: "property", classmethod: "static", staticmethod: "static"}
    named = [(name, type(value)) for name, value in vars(kind).items() if not name.startswith("_")]
    return [[name, sorts[sort]] for name, sort in named if sort in sorts]


def members(kind: type[enum.Enum], packing: "Packing") -> Form:
    """An enumeration, if every name has a plain value of its own."""
    if len(kind) != len(kind.__members__):
        raise NotPlain(f"a {kind.__name__}, which has two names for one value")
    base = next(base for base in ENUMS if issubclass(kind, base))
    named = [[member.name, packing.node(member._value_)] for member in kind]
    return {"base": base.__name__, "members": named, "methods": methods(kind)}


def constants(kind: Any) -> dict[str, Any] | None:
    """What else belongs to a class of plain data, None where that is not as plain."""
    of_record = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    known = {*of_record, *getattr(kind, "_fields", ()), *(name for name, _sort in methods(kind))}
    others = {name: value for name, value in vars(kind).items() if not name.startswith("_") and name not in known}
    plain = all(type(value) in SCALARS or type(value) in NAMES or type(value) is float for value in others.values())
    return others if plain else None


def is_record(kind: type) -> bool:
    """Whether the class is a dataclass that only holds data, and compares as dataclasses do."""
    if not dataclasses.is_dataclass(kind) or kind.__bases__ != (object,) or hasattr(kind, "__post_init__"):
        return False
    if not kind.__dataclass_params__.eq:  # type: ignore[attr-defined]  # A dataclass's.
        return False
    generated = [
        vars(kind).get(name) for name in ("__init__", "__eq__", "__hash__", "__lt__", "__ne__", "__getattr__")
    ]
    if constants(kind) is None:
        return False
    plain = all(
        field.init and field.compare and not field.kw_only and not field.name.startswith("_")
        for field in dataclasses.fields(kind)
    )
    made = [field.default_factory for field in dataclasses.fields(kind)]
    known = all(factory is dataclasses.MISSING or factory in FACTORIES.values() for factory in made)
    return plain and known and not any(map(_is_written, generated))


def fields(kind: Any, packing: "Packing") -> Form:
    """Name and default of every field of a dataclass."""
    said: list[list[Any]] = []
    for field in dataclasses.fields(kind):
        if field.default is not dataclasses.MISSING:
            said.append([field.name, "default", packing.node(field.default)])
        elif field.default_factory is not dataclasses.MISSING:
            said.append([field.name, "factory", field.default_factory.__name__])  # type: ignore[attr-defined]  # A type.
        else:
            said.append([field.name, "", None])
    parameters = kind.__dataclass_params__
    flags = {name: bool(getattr(parameters, name)) for name in ("frozen", "order", "eq", "unsafe_hash")}
    told = {name: packing.node(value) for name, value in (constants(kind) or {}).items()}
    return {"fields": said, "flags": flags, "constants": told}


def is_named_tuple(kind: type) -> bool:
    """Whether the class is a named tuple that compares as tuples do."""
    written = [
        getattr(kind, name)
        for name in ("__eq__", "__ne__", "__hash__", "__lt__", "__contains__", "__bool__")
        if hasattr(kind, name)
    ]
    return issubclass(kind, tuple) and hasattr(kind, "_fields") and not any(map(_is_written, written))

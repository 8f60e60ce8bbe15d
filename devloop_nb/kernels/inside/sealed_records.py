"""Enumerations, dataclasses and named tuples of the code's, made again in the tests' process."""

import collections
import dataclasses
import enum
import keyword
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_awaiting import awaiting
    from devloop_nb.kernels.inside.sealed_boxes import FACTORIES
    from devloop_nb.kernels.inside.sealed_counts import counting
    from devloop_nb.kernels.inside.sealed_forms import COMPARISONS, OPERATIONS, SPECIALS, Form
    from devloop_nb.kernels.inside.sealed_found import leaving
    from devloop_nb.kernels.inside.sealed_remote import ResultNotPlain, asked

NAMED_ENUMS = {
    "IntFlag": enum.IntFlag,
    "Flag": enum.Flag,
    "StrEnum": enum.StrEnum,
    "IntEnum": enum.IntEnum,
    "Enum": enum.Enum,
}
# The tests' own machinery knows exceptions by these names.
TAKEN_NAMES = ("ArgumentNotPlain", "ResultNotPlain", "CodeGone", "TookTooLong", "TriedToStop")


def name_of(said: Any) -> str:
    """A name that can be an attribute. Raises ``ValueError`` on any other."""
    if not isinstance(said, str) or not said.isidentifier() or keyword.iskeyword(said) or said.startswith("__"):
        raise ValueError(f"{said!r} is no name")
    return f"code_{said}" if said in TAKEN_NAMES else said


def enum_copy(name: str, form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """An enumeration with the names and values that were told."""
    base: Any = NAMED_ENUMS[form["base"]]

    class Members(base):  # type: ignore[misc]  # Which one is told.
        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            return asked(link, self, name)

    for each, method in _methods(form, read, link).items():
        setattr(Members, each, method)
    made: Any = Members(name, [(name_of(member), read(value)) for member, value in form["members"]])
    if len(made) != len(form["members"]):
        raise ValueError("two names of one value")
    return made  # type: ignore[no-any-return]  # A subclass of an enumeration.


def record_copy(name: str, form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """A dataclass with the fields that were told."""
    flags = {flag: bool(form["flags"][flag]) for flag in ("frozen", "order", "eq", "unsafe_hash")}
    known = [(name_of(field), Any, _field(sort, said, read)) for field, sort, said in form["fields"]]
    return dataclasses.make_dataclass(name, known, namespace=_methods(form, read, link), **flags)  # type: ignore[arg-type]  # The flags are bools.


def _field(sort: str, said: Any, read: Callable[[Any], Any]) -> Any:
    if sort == "factory":
        return dataclasses.field(default_factory=FACTORIES[said])
    return dataclasses.field(default=read(said)) if sort else dataclasses.field()


def tuple_copy(name: str, form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """A named tuple with the fields that were told."""
    names = [name_of(field) for field in form["names"]]
    defaults = tuple(read(node) for node in form["defaults"])
    plain = collections.namedtuple(name, names, defaults=defaults)  # type: ignore[misc]  # Told at run time.
    return type(name, (plain,), {"__slots__": (), **_methods(form, read, link)})


def _methods(form: "Form", read: Callable[[Any], Any], link: Any) -> dict[str, Any]:
    """Constants, and methods that are carried out in the code's process, on a copy of the data that comes back."""
    makers = {"method": _method, "property": _property, "static": _static}
    named = {name: makers[sort](name_of(name), link) for name, sort in form["methods"]}
    named |= {name_of(name): read(node) for name, node in form.get("constants", {}).items()}
    # Whether two of them are equal is decided here, field by field.
    asked_for = [name for name in form["specials"] if name in SPECIALS and name not in ("__eq__", "__ne__")]
    specials = {name: _special(name, link) for name in asked_for}
    if "__exit__" in specials:
        specials["__exit__"] = leaving(link)
    return {**named, **specials, **counting(asked_for, link), **awaiting(asked_for, link)}


def _method(name: str, link: Any) -> Any:
    def remote(self: Any, *arguments: Any, **named: Any) -> Any:
        return link.ask("method", self, name, arguments, tuple(named.items()))

    remote.__name__ = name
    return remote


def _property(name: str, link: Any) -> Any:
    return property(lambda self: link.ask("get", self, name))


def _static(name: str, link: Any) -> Any:
    return classmethod(
        lambda cls, *arguments, **named: link.ask("method", cls, name, arguments, tuple(named.items()))
    )


def _special(name: str, link: Any) -> Any:
    """One that would judge the data only works between data of one class."""

    def remote(self: Any, *arguments: Any) -> Any:
        judges = name in COMPARISONS or name in OPERATIONS
        if judges and not (arguments and all(type(other) is type(self) for other in arguments)):
            raise ResultNotPlain(f"{type(self).__name__}.{name} would judge what the code gave")
        return link.ask("method", self, name, arguments, ())

    remote.__name__ = name
    return remote

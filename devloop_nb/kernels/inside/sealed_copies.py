"""Classes of the code's, made again in the tests' process from their descriptions."""

import collections.abc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_awaiting import awaiting
    from devloop_nb.kernels.inside.sealed_counts import counting
    from devloop_nb.kernels.inside.sealed_errors import few_kinds
    from devloop_nb.kernels.inside.sealed_forms import SPECIALS, Form
    from devloop_nb.kernels.inside.sealed_found import leaving
    from devloop_nb.kernels.inside.sealed_records import enum_copy, name_of, record_copy, tuple_copy
    from devloop_nb.kernels.inside.sealed_remote import Remote, RemoteType, special


def copy_of(form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """The class; ``read`` gives the values that nodes stand for."""
    name = name_of(form["name"])
    makers: dict[str, Callable[..., type]] = {
        "error": error_copy,
        "enum": enum_copy,
        "record": record_copy,
        "tuple": tuple_copy,
        "object": object_copy,
    }
    made = makers[form["kind"]](name, form, read, link)
    type.__setattr__(made, "__module__", str(form["module"]))
    return made


def error_copy(name: str, form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """An exception."""
    return type(name, few_kinds([read(base) for base in form["bases"]]), {"_link": link, **ERROR_METHODS})


def _new_by_tests(cls: Any, *arguments: Any, **named: Any) -> Any:
    return cls._link.ask("call", cls, arguments, tuple(named.items()))


def _nothing(_self: Any, *_arguments: Any, **_named: Any) -> None:
    """It has been made over there."""


def _own_words(self: Any) -> str:
    return str(self._words)


def _told(self: Any, name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return self._link.ask("get", self, name)


ERROR_METHODS = {"__new__": _new_by_tests, "__init__": _nothing, "__str__": _own_words, "__getattr__": _told}


def object_copy(name: str, form: "Form", read: Callable[[Any], Any], link: Any) -> type:
    """A class whose objects stay in the code's process."""
    bases = [base for base in map(read, form["bases"]) if isinstance(base, RemoteType)]
    specials: dict[str, Any] = {each: special(each) for each in form["specials"] if each in SPECIALS}
    if "__exit__" in specials:
        specials["__exit__"] = leaving(link)
    specials |= {**counting(form["specials"], link), **awaiting(form["specials"], link)}
    made = RemoteType(name, tuple(bases) or (Remote,), {"__slots__": (), "_link": link, **specials})
    for abstract in form["abstract"]:
        getattr(collections.abc, name_of(abstract)).register(made)
    return made

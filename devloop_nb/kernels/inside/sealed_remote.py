"""What stands in the tests' process for an object that stays in the code's: tests may use it, not believe it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_forms import COMPARING, COMPARISONS, OPERATIONS

# Asked for by the machinery of Python and of pytest, or for what only the code's own process can tell.
HIDDEN = ("pytestmark", "_pytest", "__")
UNTOLD = ("__dict__", "__dataclass_fields__", "__annotations__", "__code__")


class ResultNotPlain(BaseException):
    """The code gave something that is no plain data, or that only the code itself could compare."""


class ArgumentNotPlain(BaseException):
    """The tests gave something to the code that is no plain data."""


def asked(link: Any, target: Any, name: str) -> Any:
    """An attribute, from the code's process."""
    if name in UNTOLD:
        raise ArgumentNotPlain(f"the tests ask for {name} of something of the code's")
    if name.startswith(HIDDEN):
        raise AttributeError(name)
    return link.ask("get", target, name)


class RemoteType(type):
    """A class of the code's: made here from what the code's process tells, and without any of its code."""

    _link: Any

    def __getattr__(cls, name: str) -> Any:
        return asked(cls._link, cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            cls._link.ask("set", cls, name, value)


class Remote(metaclass=RemoteType):
    """An object of the code's: its methods run over there, and give plain data.

    ``_is_tests_own`` is None until somebody has it, then true as long as only the tests, who made it, have given it.
    """

    __slots__ = ("__weakref__", "_is_tests_own")

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        made = cls._link.ask("call", cls, arguments, tuple(named.items()))
        if isinstance(made, Remote) and made._is_tests_own is None:
            object.__setattr__(made, "_is_tests_own", True)
        return made

    def __init__(self, *_arguments: Any, **_named: Any) -> None:
        """It has been made over there."""

    def __init_subclass__(cls, **named: Any) -> None:
        if "_link" not in vars(cls):
            raise ArgumentNotPlain(f"the tests derive a class from {cls.__mro__[1].__name__}")

    def __getattr__(self, name: str) -> Any:
        return asked(type(self)._link, self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        type(self)._link.ask("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        type(self)._link.ask("del", self, name)

    def __eq__(self, other: object) -> Any:
        believe(self, other, "is")
        return self is other

    def __class_getitem__(cls, _parameters: Any) -> Any:
        return cls

    __hash__ = object.__hash__

    def __reduce__(self) -> Any:
        raise ArgumentNotPlain("the tests copy an object of the code's")

    __repr__ = object.__repr__


def believe(one: Any, other: Any, name: str) -> None:
    """Only of objects that the tests made themselves may the code say what they are like or add up to.

    Of a result it could say what the test wants to hear: that it equals anything, holds anything, is near anything.
    What is compared with plain data is a result, whether the tests got it from a function or from a class.
    """
    for each in (one, other):
        if isinstance(each, Remote) and not each._is_tests_own:
            kind = type(each).__name__
            raise ResultNotPlain(f"the code gave an object of its class {kind}, and {kind}.{name} would judge it")
    if name in COMPARING and not (isinstance(one, Remote) and isinstance(other, Remote)):
        raise ResultNotPlain(f"an object of the code's is compared with plain data by its own {name}")


def special(name: str) -> Callable[..., Any]:
    """A special method that is carried out in the code's process."""

    def remote(self: Any, *arguments: Any) -> Any:
        if name in COMPARISONS or name in OPERATIONS:
            for other in arguments or (None,):
                believe(self, other, name)
        return type(self)._link.ask("method", self, name, arguments, ())

    remote.__name__ = name
    return remote

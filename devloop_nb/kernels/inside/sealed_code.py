"""The process that holds the code: it does what the tests ask, and answers with plain data."""

import asyncio
import contextlib
import importlib
import socket
import threading
import types
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_errors import error_node, is_plain_class
    from devloop_nb.kernels.inside.sealed_forms import form_of, is_named_tuple, sort_of
    from devloop_nb.kernels.inside.sealed_held import Held, held
    from devloop_nb.kernels.inside.sealed_link import Link
    from devloop_nb.kernels.inside.sealed_parcel import Packing, Unpacking
    from devloop_nb.kernels.inside.sealed_said import Said
    from devloop_nb.kernels.inside.sealed_stand_ins import stand_in
    from devloop_nb.kernels.inside.sealed_wire import NotPlain

_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType)
_WRAPPERS = ("functools.partial", "functools._lru_cache_wrapper", "functools.singledispatchmethod")
_ITERATORS_OF = ("builtins", "itertools", "collections", "_collections")
_SORTS = {
    types.GeneratorType: "generator",
    types.AsyncGeneratorType: "asyncgen",
    types.CoroutineType: "coroutine",
    contextlib._GeneratorContextManager: "context",
    object: "token",
}


class CodeLink(Link):
    """The code's end of the conversation."""

    def __init__(self, channel: socket.socket, modules: tuple[str, ...]) -> None:
        super().__init__(channel, modules)
        self.turn, self.numbers = threading.RLock(), count()
        self.held, self.apart = Held(self), False
        self.said = {"stdout": Said(), "stderr": Said()}
        self.loop: asyncio.AbstractEventLoop | None = None

    def perform(self, *parts: Any) -> Any:
        action: str = parts[0]
        return getattr(self, f"do_{action}")(*parts[1:])

    def aside(self) -> dict[str, Any]:
        self.apart = self.apart or self.held.changed()
        return {
            "held": bool(self.held),
            "apart": self.apart,
            "said": {name: said.take() for name, said in self.said.items()},
        }

    def look_after(self, boxes: list[Any]) -> None:
        self.held.watch(held(boxes))

    def ask(self, *parts: Any) -> Any:
        """A question to the tests, one at a time."""
        with self.turn:
            packing = Packing(self)
            answer = self.question(packing.message(parts))
            [value] = self.open(answer, packing).parts
        if answer["raised"]:
            raise value
        return value

    def do_import(self, name: str) -> types.ModuleType:
        return importlib.import_module(name)

    def do_get(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def do_set(self, target: Any, name: str, value: Any) -> None:
        setattr(target, name, value)

    def do_del(self, target: Any, name: str) -> None:
        delattr(target, name)

    def do_call(self, target: Any, arguments: tuple[Any, ...], named: tuple[Any, ...]) -> Any:
        return target(*arguments, **dict(named))

    def do_method(self, target: Any, name: str, arguments: tuple[Any, ...], named: tuple[Any, ...]) -> Any:
        return getattr(target, name)(*arguments, **dict(named))

    def do_await(self, target: Any) -> Any:
        self.loop = self.loop or asyncio.new_event_loop()
        return self.loop.run_until_complete(target)

    def do_wait(self, target: Any, name: str, arguments: tuple[Any, ...], named: tuple[Any, ...]) -> Any:
        return self.do_await(self.do_method(target, name, arguments, named))

    def do_anext(self, target: Any) -> Any:
        return self.do_await(anext(target))

    def declare(self, kind: type) -> int:
        number = next(self.numbers)
        self.note(number, kind, "object")  # Noted first: a class may be described in terms of itself.
        packing = Packing(self)
        try:
            form = form_of(kind, packing)
            if packing.boxes:
                raise NotPlain(f"a {kind.__name__}, which has defaults that can change")
        except NotPlain:
            del self.classes[number], self.class_numbers[kind], self.kinds[kind]
            raise
        self.kinds[kind] = sort_of(kind, form)
        self.forms.append([number, form])
        return number

    def describes(self, kind: type) -> bool:
        return kind.__module__ in self.modules or is_named_tuple(kind)

    def pack_other(self, packing: "Packing", value: Any) -> Any:
        if isinstance(value, BaseException):
            return error_node(value, packing)
        if isinstance(value, types.ModuleType) and value.__name__ in self.modules:
            return ["mine", self.lend(value), "module", []]
        if self.kinds.get(type(value)) == "object":
            return ["mine", self.lend(value), "object", [self.class_numbers[type(value)]]]
        sort = _SORTS.get(type(value)) or _sort(value)
        if not sort:
            raise NotPlain(f"a {type(value).__name__}, which is no plain data")
        told = [getattr(value, name, None) for name in ("__name__", "__doc__")]
        return ["mine", self.lend(value), sort, [each if isinstance(each, str) else None for each in told]]

    def take(self, unpacking: "Unpacking", number: int, sort: str, told: list[Any]) -> Any:
        if number not in self.borrowed:
            self.borrow(number, stand_in(unpacking, number, sort, told))
        return self.borrowed[number]

    def may_name(self, kind: type) -> bool:
        return is_plain_class(kind)

    def library(self, module: str, name: str, bases: list[Any]) -> Any:
        """Anything that the tests name, for this is the side that is not trusted; an exception of theirs is made."""
        if not module:
            return type(name, tuple(bases), {})
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        return found

    def new_error(self, kind: Any, arguments: list[Any], words: str) -> BaseException:
        made: BaseException = kind.__new__(kind, *arguments)
        made.args = tuple(arguments)
        return made


def _sort(value: Any) -> str:
    kind = type(value)
    if isinstance(value, _FUNCTIONS) or f"{kind.__module__}.{kind.__qualname__}" in _WRAPPERS:
        return "function"
    if kind.__module__ in _ITERATORS_OF and hasattr(kind, "__next__"):
        return "iterator"
    return "context" if kind.__module__ == "contextlib" and hasattr(kind, "__enter__") else ""

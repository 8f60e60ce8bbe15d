"""What stands in the tests' process for functions, iterators and blocks that stay in the code's."""

from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_found import leaving
    from devloop_nb.kernels.inside.sealed_link import Reference
    from devloop_nb.kernels.inside.sealed_remote import asked

ITERATING = ("__next__", "__anext__", "send", "throw")


class RemoteFunction:
    """A function of the code's."""

    def __init__(self, link: Any, name: str | None, words: str | None) -> None:
        self._link, self.__name__, self.__doc__ = link, name or "function", words
        self.__qualname__ = self.__name__

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._link.ask("call", self, arguments, tuple(named.items()))

    def __getattr__(self, name: str) -> Any:
        return asked(self._link, self, name)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


class RemoteIterator:
    """An iterator of the code's."""

    def __init__(self, link: Any) -> None:
        self._link = link

    def __iter__(self) -> "RemoteIterator":
        return self

    def __next__(self) -> Any:
        return self._link.ask("method", self, "__next__", (), ())


class RemoteContext:
    """A context manager of the code's."""

    def __init__(self, link: Any) -> None:
        self._link = link

    def __enter__(self) -> Any:
        return self._link.ask("method", self, "__enter__", (), ())

    def __exit__(self, *error: Any) -> Any:
        return leaving(self._link)(self, *error)


def remote_generator(link: Any, lent: "Reference") -> Generator[Any, Any, Any]:
    """A generator that the code's one is behind; it cannot be told to close, for that happens at any moment."""
    name: str = "__next__"
    arguments: tuple[Any, ...] = ()
    while True:
        try:
            value = link.ask("method", lent, name, arguments, ())
        except StopIteration as stop:
            return stop.value
        try:
            sent = yield value
        except GeneratorExit:
            raise
        except Exception as error:  # noqa: BLE001  # Thrown in by the test, for the code's generator.
            name, arguments = "throw", (error,)
        else:
            name, arguments = ("__next__", ()) if sent is None else ("send", (sent,))


async def remote_coroutine(link: Any, lent: "Reference") -> Any:
    """A coroutine of the code's; it runs to its end when it is awaited."""
    return link.ask("await", lent)


async def remote_async_generator(link: Any, lent: "Reference") -> AsyncIterator[Any]:
    """An asynchronous generator of the code's."""
    while True:
        try:
            value = link.ask("anext", lent)
        except StopAsyncIteration:
            return
        yield value


def iterates(action: str, *parts: Any) -> bool:
    """Whether a question may be answered by saying that nothing is left."""
    return action == "anext" or (action in ("method", "wait") and parts[1] in ITERATING)


def remote_of(link: Any, lent: "Reference", sort: str, told: list[Any]) -> Any:
    """Something that behaves as what the code has."""
    match sort:
        case "object":
            return object.__new__(link.classes[told[0]])
        case "function":
            return RemoteFunction(link, *told)
        case "generator":
            return remote_generator(link, lent)
        case "coroutine":
            return remote_coroutine(link, lent)
        case "asyncgen":
            return remote_async_generator(link, lent)
        case "iterator":
            return RemoteIterator(link)
        case "context":
            return RemoteContext(link)
        case "module" | "token":
            return lent
    raise ValueError(f"{sort!r} is nothing that can be lent")

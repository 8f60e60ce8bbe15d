"""What classes of the code's do in ``async with``, ``async for`` and ``await``."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_found import leaving


def awaiting(specials: Sequence[str], link: Any) -> dict[str, Callable[..., Any]]:
    """The special methods of a class whose objects can be waited for; each runs to its end when it is awaited."""
    leave = leaving(link, "wait", "__aexit__")

    async def enter(self: Any) -> Any:
        return link.ask("wait", self, "__aenter__", (), ())

    async def end(self: Any, *error: Any) -> Any:
        return leave(self, *error)

    async def advance(self: Any) -> Any:
        return link.ask("wait", self, "__anext__", (), ())

    async def result(self: Any) -> Any:
        return link.ask("await", self)

    made = {
        "__aenter__": enter,
        "__aexit__": end,
        "__aiter__": lambda self: link.ask("method", self, "__aiter__", (), ()),
        "__anext__": advance,
        "__await__": lambda self: result(self).__await__(),
    }
    return {name: method for name, method in made.items() if name in specials}

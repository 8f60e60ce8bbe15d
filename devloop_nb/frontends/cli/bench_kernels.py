"""``devloop-nb bench kernels``: what a suite costs in a fresh kernel, beside other ways to run it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.bench_kernels_sheet import as_json, say_figures
from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say_json, tell
from devloop_nb.frontends.engine import engine
from devloop_nb.values.errors import NotFound

if TYPE_CHECKING:
    from devloop_nb.wiring import Figures


def kernels(
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="How often each way is timed.")] = 15,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="S", help="How long two workers are kept busy.")] = 4.0,
    only: Annotated[str, typer.Option(metavar="TEXT", help="Only ways with this in their name.")] = "",
    json: Json = False,
) -> None:
    """Time a suite in a fresh kernel, and in nbclient, papermill, pytest and others, in random order.

    It takes minutes. Figures say something only on a machine that does nothing else.

    Example: devloop-nb bench kernels --rounds 5
    """
    figures: dict[tuple[str, str], Figures] = engine().run(_measure(rounds, seconds, only))
    if not figures:
        raise NotFound(f"no way has {only!r} in its name", mend="See: devloop-nb bench kernels --help")
    say_json(as_json(figures)) if json else say_figures(figures)


async def _measure(rounds: int, seconds: float, only: str) -> Any:
    from devloop_nb.wiring import bench_kernels

    return await bench_kernels(rounds, seconds, only, tell)

"""Runs the test files of the working folder with ipytest."""

import contextlib
import io
import time
import types
from typing import TYPE_CHECKING, Any

import ipytest

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import no_running_loop
    from devloop_nb.kernels.inside.probe import Probe
    from devloop_nb.kernels.inside.program import make_way
    from devloop_nb.kernels.inside.words import clip

OPTIONS = (
    *("-c", "pytest.ini", "--rootdir=.", "--noconftest", "--continue-on-collection-errors"),
    *("--color=no", "--no-header", "--tb=no", "-rN"),  # Nobody reads what pytest prints, except where it breaks down.
)
NOT_NEEDED = (
    *("cacheprovider", "doctest", "junitxml", "pastebin", "stepwise"),
    *("unraisableexception", "threadexception"),  # They collect garbage after every test, which is slow.
)


def run(order: dict[str, Any], probe: "Probe | None" = None) -> None:
    """Carries out one order; everything it has to say leaves through the probe."""
    probe = probe or Probe(order)
    make_way(order, probe.folder)
    options = order.get("options") or [*OPTIONS, *(f"-pno:{name}" for name in NOT_NEEDED)]
    tell_end(probe, *run_pytest([*options, *order["files"]], probe))


def run_pytest(arguments: list[str], plugin: object) -> tuple[int, str]:
    """The exit code, and what pytest printed.

    The main thread runs the tests, because only there an alarm can interrupt them.
    """
    nothing = types.ModuleType("suite")
    with no_running_loop(), contextlib.redirect_stdout(io.StringIO()) as said:
        code = ipytest.run(*arguments, module=nothing, plugins=[plugin], run_in_thread=False, defopts=False)
    return int(code), said.getvalue()


def tell_end(probe: "Probe", code: int, said: str) -> None:
    """The last report."""
    late = time.monotonic() > probe.ends
    probe.send("ended", code=code, late=late, says=clip(said), receipt=probe.receipt())

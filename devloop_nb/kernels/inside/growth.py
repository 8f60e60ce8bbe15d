"""Measures a function at growing sizes: first its time, then, in a pass of its own, its memory."""

import contextlib
import ctypes
import gc
import os
import site
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import MIB, no_running_loop, set_limits
    from devloop_nb.kernels.inside.sizes import SMALLEST, fill_in, go_up
    from devloop_nb.kernels.inside.subject import Call
    from devloop_nb.kernels.inside.survey import Survey

# Parts of the budget: all times, and a call whose memory is measured.
TIMES, MEMORY_REACH = 3 / 4, 1 / 80
ROUNDS, FEWEST_ROUNDS, FEWEST_PEAKS = 15, 2, 6
# Small blocks of the largest size, in the smallest arenas that any Python has.
KEPT_MIB, BLOCK, ARENA = 64, 512, 2**18
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def measure(order: dict[str, Any]) -> None:
    """Carries out one order; everything it finds is in the journal."""
    prepare(order)
    survey, _kept = Survey(order), keep_arenas(min(KEPT_MIB, order["memory_mib"] // 8))
    with no_running_loop(), silence(), survey.told():
        survey.load(SMALLEST)
        with survey.told():
            go_up(survey)
        with survey.told():
            fill_in(survey)
            repeat(survey)
        take_peaks(survey)
    survey.report("ended")


def keep_arenas(mib: int) -> list[bytes]:
    """Objects that keep so much of the interpreter's memory mapped, or each call would pay for new pages."""
    blocks = [bytes(BLOCK - sys.getsizeof(b"")) for _ in range(mib * MIB // BLOCK)]
    return blocks[:: ARENA // BLOCK]


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """What the function prints goes nowhere."""
    with contextlib.ExitStack() as stack:
        nowhere = stack.enter_context(Path(os.devnull).open("w"))
        stack.enter_context(contextlib.redirect_stdout(nowhere))
        stack.enter_context(contextlib.redirect_stderr(nowhere))
        yield


def prepare(order: dict[str, Any]) -> None:
    """Makes the kernel bounded, and quiet while it measures."""
    sys.dont_write_bytecode = True
    site.setquit()  # IPython hides ``exit`` and ``quit`` from modules.
    sys.path.insert(0, str(Path.cwd()))
    for name in order["modules"]:  # One of that name may be loaded: the standard library's ``calendar``, say.
        sys.modules.pop(name, None)
    set_limits(order["memory_mib"])
    with contextlib.suppress(OSError, AttributeError):  # Large blocks stay, or each call would pay for new pages.
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, 32 * MIB)
        libc.mallopt(M_TRIM_THRESHOLD, 1024 * MIB)
    gc.collect()
    gc.freeze()
    gc.disable()


def repeat(survey: "Survey") -> None:
    """Rounds over all sizes, so that what disturbs one round disturbs none of them always."""
    expected = {n: survey.cost(n) for n in sorted(survey.found)}
    survey.found.clear()
    for done in range(1, ROUNDS + 1):
        began = survey.used
        for n, each in expected.items():
            survey.step(n, partial(survey.subject.time, n, each))
        gc.collect()
        if done >= FEWEST_ROUNDS and 2 * survey.used - began > TIMES:
            return


def take_peaks(survey: "Survey") -> None:
    """Of Python's own allocations, because the process's memory shows nothing below some MiB."""
    tracemalloc.start()
    for taken, n in enumerate(sorted(survey.found)):
        if taken >= FEWEST_PEAKS and (survey.used > 1 or survey.cost(n) > MEMORY_REACH * survey.budget):
            return
        with survey.bounded(n):
            subject = survey.subject
            call = subject.load() if subject.fresh else subject.warm, subject.inputs_of(n, 0)
            survey.report("peak", n=n, mib=peak(call) / MIB)


def peak(call: "Call") -> int:
    """Bytes above what was held before the call."""
    gc.collect()  # Also empties the lists of free objects, whose reuse would not count.
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    function, args = call
    result = function(*args)
    most = tracemalloc.get_traced_memory()[1]
    del result
    return max(0, most - held)

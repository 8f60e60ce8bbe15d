"""The function that is measured: loaded, given inputs of its own for each call, and timed."""

import asyncio
import inspect
import operator
import pickle
import random
import resource
import sys
import time
import types
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

Call = tuple[Callable[..., Any], tuple[Any, ...]]
Spent = tuple[float, float, int]

# A batch of calls is long enough for the clock; one call shorter than SHORT is too short for the processor's.
BATCH_SECONDS, SHORT, MOST_CALLS = 3e-4, 1e-4, 6000
# Copies of inputs are made for so long before each batch, of so many elements if there is time.
PREPARE_SECONDS, FORGOTTEN, MOST_SINGLE = 0.03, 2**15, 20
# A single call may meet cold caches; a constant of the same size keeps that from looking like growth.
SINGLE_SECONDS = 1e-6
# What is so much cheaper the second time remembers the first.
CHEAPER, CHEAPER_SECONDS, DEAR = 2.0, 2e-5, 0.005
THREAD = getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF)


class Subject:
    """``fresh``: a call changes its inputs or remembers them, so that each needs a module and inputs of its own."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order, self.fresh, self.lazy = order, False, False
        self.code = compile(Path(f"{order['module']}.py").read_bytes(), f"{Path.cwd()}/{order['module']}.py", "exec")
        self.warm = self.load()
        space: dict[str, Any] = {"__name__": "inputs"}
        exec(compile(order["inputs"], "inputs", "exec"), space)
        self.inputs = space["inputs"]
        self.stored: dict[tuple[int, int], bytes | None] = {}

    def load(self) -> Callable[..., Any]:
        """The function, in a module that has just been run; its code objects stay, and with them their speed."""
        for name in self.order["modules"]:
            sys.modules.pop(name, None)
        module = types.ModuleType(self.order["module"])
        module.__file__ = self.code.co_filename
        sys.modules[module.__name__] = module
        exec(self.code, vars(module))
        return self.whole(operator.attrgetter(self.order["function"])(module))

    def whole(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Does also the work that a coroutine or an iterator puts off."""
        if inspect.iscoroutinefunction(function):
            return lambda *args: asyncio.run(function(*args))
        return (lambda *args: deque(function(*args), maxlen=0)) if self.lazy else function

    def find_laziness(self, n: int) -> None:
        """Whether calls put off their work until somebody asks for the results."""
        self.lazy = hasattr(type(self.warm(*self.inputs_of(n, 0))), "__next__")
        self.warm = self.load()

    def inputs_of(self, n: int, seed: int) -> tuple[Any, ...]:
        """Arguments of size ``n``; another seed gives other ones."""
        if (stored := self.stored.get((n, seed))) is not None:
            return tuple(pickle.loads(stored))
        random.seed(n * MOST_CALLS + seed)
        made = self.inputs(n)
        args = made if isinstance(made, tuple) else (made,)
        self.stored[n, seed] = pickled(args)
        return args

    def try_out(self, n: int) -> Spent:
        """The least that a first call took, and whether calls have to be kept apart from each other."""
        firsts, seconds = list[Spent](), list[Spent]()
        for seed in range(3):
            call = self.load(), self.inputs_of(n, seed)
            firsts.append(spent([call]))
            self.fresh = self.fresh or self.stored[n, seed] is None or pickled(call[1]) != self.stored[n, seed]
            if self.fresh or (seconds and firsts[-1][1] > DEAR):
                break
            seconds.append(spent([call]))
        if seconds and min(firsts)[0] > max(CHEAPER * min(seconds)[0], min(seconds)[0] + CHEAPER_SECONDS):
            self.fresh = True
        return min(firsts) if self.fresh else min(firsts + seconds)

    def time(self, n: int, each: float) -> Spent:
        """What one call takes, of which ``each`` seconds are expected."""
        if self.fresh:
            return self.time_single(n)
        count = max(1, min(MOST_CALLS, int(BATCH_SECONDS / max(each, 1e-8))))
        calls = self.prepare(n, count)
        if count > len(calls):  # They are called again anyway; what it costs to fill the caches is not asked.
            spent(calls)
        return spent((calls * (count // len(calls) + 1))[:count])

    def prepare(self, n: int, count: int) -> list[Call]:
        """Calls with inputs that differ, just made: warm, and yet no branch predictor knows them by heart."""
        ends, calls = time.perf_counter() + PREPARE_SECONDS, list[Call]()
        while len(calls) < min(count, max(3, FORGOTTEN // n)) and (not calls or time.perf_counter() < ends):
            calls.append((self.warm, self.inputs_of(n, len(calls))))
        return calls

    def time_single(self, n: int) -> Spent:
        """The least of some calls, each timed alone in a module of its own."""
        ends, found = time.perf_counter() + PREPARE_SECONDS, list[Spent]()
        while len(found) < MOST_SINGLE and (not found or time.perf_counter() < ends):
            found.append(spent([(self.load(), self.inputs_of(n, len(found)))]))
        cpu, wall, waits = min(found)
        return cpu + SINGLE_SECONDS, wall + SINGLE_SECONDS, waits


def pickled(args: tuple[Any, ...]) -> bytes | None:
    """None where they cannot be stored; then they are made anew each time."""
    try:
        return pickle.dumps(args, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001  # Whatever a user's class raises, it is no reason to stop.
        return None


def spent(calls: list[Call]) -> Spent:
    """Processor and wall seconds of each call, and how often it gave the processor away by itself."""
    waits = resource.getrusage(THREAD).ru_nvcsw
    # The time of the whole process is known to some milliseconds only, where its processor time is limited.
    cpu, wall = time.thread_time(), time.perf_counter()
    for function, args in calls:
        function(*args)
    wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
    waits = resource.getrusage(THREAD).ru_nvcsw - waits
    # Reading the processor's time takes a microsecond itself; nobody interrupts what is as short as SHORT.
    least = wall if wall < SHORT else max(cpu, wall / 1e6)
    return least / len(calls), wall / len(calls), waits

"""The engine thread: results, errors, interrupts and cancellation come through, and work is put to rest first."""

import asyncio
import contextvars
import os
import signal
import threading
import time

import pytest

from devloop_nb.frontends.engine import engine

WORD = contextvars.ContextVar("WORD", default="none")


class Work:
    """Something that takes long and notes how it ended."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.ended: list[str] = []

    async def __call__(self) -> None:
        self.began.set()
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            self.ended.append("put to rest")


async def name_of_thread() -> str:
    return threading.current_thread().name


async def fail() -> None:
    raise LookupError("as it should")


def test_work_happens_in_the_engine_thread_and_comes_back() -> None:
    assert engine().run(name_of_thread()) == "devloop-engine"
    assert engine() is engine()


def test_errors_come_back() -> None:
    with pytest.raises(LookupError, match="as it should"):
        engine().run(fail())
    with pytest.raises(LookupError, match="as it should"):
        asyncio.run(engine().wait(fail()))


def test_work_sees_the_context_of_its_caller() -> None:
    async def read() -> str:
        return WORD.get()

    WORD.set("mine")
    assert engine().run(read()) == "mine"


def test_an_interrupt_stops_the_work_and_waits_for_its_end() -> None:
    work = Work()

    def interrupt() -> None:
        work.began.wait(10)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        engine().run(work())
    assert work.ended == ["put to rest"]


def test_cancelling_the_waiting_task_stops_the_work_and_waits_for_its_end() -> None:
    work = Work()

    async def story() -> None:
        task = asyncio.create_task(engine().wait(work()))
        await asyncio.to_thread(work.began.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
    assert work.ended == ["put to rest"]


@pytest.mark.alone
def test_the_caller_s_loop_stays_free_while_the_engine_blocks() -> None:
    async def block() -> None:
        time.sleep(0.3)  # noqa: ASYNC251 - the engine's own loop is blocked on purpose

    async def story() -> int:
        ticks = 0
        task = asyncio.create_task(engine().wait(block()))
        while not task.done():
            ticks += 1
            await asyncio.sleep(0.01)
        return ticks

    assert asyncio.run(story()) > 5

"""Lets processes work for it: a manager, a server that forks, queues, pipes, events, and asynchronous programs.

Ends: passed
Seconds: 20
"""

import asyncio
import math
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(queue, event):
    event.wait(10)
    queue.put("done")


async def programs():
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(1)", stdout=asyncio.subprocess.PIPE)
    second = await asyncio.create_subprocess_shell("cat", stdin=-1, stdout=-1)
    return [(await first.communicate())[0], (await second.communicate(b"two"))[0]]


def run():
    fork = multiprocessing.get_context("fork")
    with fork.Manager() as manager:
        shared = manager.dict(a=1)
        shared["b"] = 2
        assert dict(shared) == {"a": 1, "b": 2}
    queue, event = fork.Queue(), fork.Event()
    process = fork.Process(target=work, args=(queue, event))
    process.start()
    event.set()
    assert queue.get(timeout=10) == "done"
    process.join()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver")) as pool:
        assert list(pool.map(math.isqrt, [9])) == [3]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(math.isqrt, range(5))) == [0, 1, 1, 1, 2]
    assert asyncio.run(programs()) == [b"1\n", b"two"]

"""Asynchronous functions, generators and classes."""

import asyncio


async def later(value, seconds=0.01):
    await asyncio.sleep(seconds)
    return value


async def ticks(n):
    for tick in range(n):
        await asyncio.sleep(0)
        yield tick


async def fail():
    raise LookupError("not there")


class Client:
    def __init__(self):
        self.lock, self.sent = None, 0

    async def send(self, text):
        self.lock = self.lock or asyncio.Lock()
        async with self.lock:
            self.sent += 1
        return text[::-1]


async def all_of(values):
    return await asyncio.gather(*(later(value) for value in values))


def run(value):
    return asyncio.run(later(value))

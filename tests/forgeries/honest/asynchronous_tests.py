import asyncio

import pytest
from asynchronous import Client, all_of, fail, later, run, ticks


async def test_await():
    assert await later(3) == 3


def test_run():
    assert asyncio.run(later("x")) == "x"
    assert run(4) == 4


async def test_generator():
    assert [tick async for tick in ticks(3)] == [0, 1, 2]


async def test_error():
    with pytest.raises(LookupError, match="not there"):
        await fail()


async def test_client():
    client = Client()
    assert await client.send("ab") == "ba"
    assert await client.send("cd") == "dc"
    assert client.sent == 2


async def test_at_once():
    assert await all_of([1, 2]) == [1, 2]

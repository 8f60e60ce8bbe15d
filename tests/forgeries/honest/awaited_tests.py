from awaited import Client


async def test_block():
    async with Client() as client:
        assert client is not None


async def test_loop():
    assert [each async for each in Client()] == [1, 0]


async def test_await():
    assert await Client() == 5

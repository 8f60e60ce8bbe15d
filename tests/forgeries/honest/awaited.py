"""A client for ``async with``, ``async for`` and ``await``."""


class Client:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False

    def __aiter__(self):
        self.left = 2
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left

    def __await__(self):
        yield from ()
        return 5

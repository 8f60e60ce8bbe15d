"""Runs tasks, a subprocess and a server in an event loop.

Ends: passed
"""

import asyncio


async def work():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello\n")
    assert await reader.readline() == b"hello\n"
    process = await asyncio.create_subprocess_exec("true")
    assert await process.wait() == 0
    assert await asyncio.gather(*(asyncio.to_thread(abs, -n) for n in range(5))) == list(range(5))
    server.close()


def run():
    asyncio.run(work())

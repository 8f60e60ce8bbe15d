"""A scheduler is not flooded, and a cluster that grows is used."""

import asyncio

from devloop_nb.kernels.dask_turns import Turns


async def most_at_once(turns: Turns, suites: int, grow: "list[int]") -> int:
    at_once, most = 0, 0

    async def suite() -> None:
        nonlocal at_once, most
        async with turns.turn():
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.001)
            if grow and at_once == most:
                grow[0] = 5
            at_once -= 1

    await asyncio.gather(*(suite() for _ in range(suites)))
    return most


def test_twice_as_many_are_sent_as_the_workers_can_run() -> None:
    assert asyncio.run(most_at_once(Turns(lambda: 3), 50, [])) == 6


def test_a_cluster_that_shows_no_workers_yet_is_given_something() -> None:
    assert asyncio.run(most_at_once(Turns(lambda: 0), 10, [])) == 2


def test_more_are_sent_when_workers_come() -> None:
    threads = [1]
    assert asyncio.run(most_at_once(Turns(lambda: threads[0]), 100, threads)) == 10


def test_who_is_cancelled_while_waiting_takes_no_room() -> None:
    async def story() -> None:
        turns = Turns(lambda: 1)

        async def hold(over: asyncio.Event) -> None:
            async with turns.turn():
                await over.wait()

        over = asyncio.Event()
        holding = [asyncio.create_task(hold(over)) for _ in range(2)]
        waiting = [asyncio.create_task(hold(over)) for _ in range(5)]
        await asyncio.sleep(0)
        for task in (*waiting, holding[0]):
            task.cancel()
        await asyncio.gather(*waiting, holding[0], return_exceptions=True)
        over.set()
        await asyncio.wait_for(asyncio.gather(holding[1], *(hold(over) for _ in range(4))), 5)

    asyncio.run(story())

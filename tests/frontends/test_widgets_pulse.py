"""How often a view is refreshed."""

import asyncio

from devloop_nb.frontends.widgets.pulse import Pulse

SECONDS = 0.05


def test_many_wishes_become_few_beats_and_the_last_is_not_lost() -> None:
    async def run() -> tuple[list[int], float]:
        loop = asyncio.get_running_loop()
        wishes: list[int] = []
        beats: list[int] = []
        pulse = Pulse(SECONDS, lambda: beats.append(len(wishes)))
        start = loop.time()
        for wish in range(100):
            wishes.append(wish)
            pulse.ask()
            await asyncio.sleep(0.002)
        await asyncio.sleep(2 * SECONDS)
        return beats, loop.time() - start

    beats, elapsed = asyncio.run(run())
    assert beats[-1] == 100
    assert 2 <= len(beats) <= elapsed / SECONDS + 1


def test_now_beats_at_once_and_takes_the_place_of_a_beat_that_is_due() -> None:
    async def run() -> int:
        beats = []
        pulse = Pulse(SECONDS, lambda: beats.append(1))
        pulse.now()
        pulse.ask()
        pulse.now()
        await asyncio.sleep(2 * SECONDS)
        return len(beats)

    assert asyncio.run(run()) == 2

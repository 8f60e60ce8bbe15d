"""What the embedded model writes is heard while it writes, and forgotten when it is done."""

import asyncio

from hosted_call import FORM
from recorder import Recorder

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import ask_in_chat
from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.local_engine import close_local_lm, open_local_lm
from devloop_nb.lm.writing import Writing, listener
from devloop_nb.values.settings import LOCAL_LM, Settings


def test_an_answer_is_heard_as_it_grows() -> None:
    settings, writing, told = Settings(max_tokens=60), Writing(), Recorder()

    async def whole() -> tuple[list[str], str]:
        async def opened() -> object:
            return await open_local_lm(settings)

        ask = Ask(LOCAL_LM, opened, Ledger({}, told.emit, writing=writing), settings, str)
        task = asyncio.create_task(ask_in_chat(ask, "code/half/1", "code", FORM))
        heard: list[str] = []
        while not task.done():
            await asyncio.sleep(0.01)
            heard += [said for said in writing.so_far().values() if said and said not in heard]
        return heard, (await task).text

    try:
        heard, text = asyncio.run(whole())
    finally:
        close_local_lm()
    assert len(heard) > 2 and all(said in text for said in heard)
    assert [len(said) for said in heard] == sorted(len(said) for said in heard)
    assert writing.so_far() == {} and listener() is None

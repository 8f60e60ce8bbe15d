"""What earlier runs have to say about a prompt reaches the next run, unless it is switched off."""

import asyncio
from pathlib import Path

import pytest
from model_server import ModelServer, chat

from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.lm.priority import LEAST_SAMPLES
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Move
from devloop_nb.values.call import Call, Told
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

SPEC = "Halve a number exactly.\n\n>>> half(3)\n1.5\n"
RIGHT = chat(code="```python\ndef half(x):\n    return x / 2\n```")


async def remember(folder: Path) -> None:
    """A run in which drafts that were told of the project did better than those that were not."""
    history = History.open(folder)
    log = await RunLog.open(history, await history.create("half", "earlier"), lambda text: text)
    await log.emit(ev.RunStarted(requirements=parse_spec(SPEC, "half"), settings=Settings(), lm="openai/test"))
    await log.emit(ev.PlanMade(plan=Plan(modules=(ModuleSpec(name="half", purpose="Halves"),), by="user")))
    for number in range(1, 2 * LEAST_SAMPLES + 1):
        whole = number % 2
        part = Told(item="project", rank="low", tokens=9, fate="sent" if whole else "dropped")
        await log.emit(ev.AttemptStarted(module="half", move=Move(kind="draft", number=number)))
        await log.emit(
            ev.CallEnded(call=Call(key=f"code/half/{number}", role="code", lm="openai/test", told=(part,)))
        )
        score = Score(total=0.9 * whole, tests=0.9 * whole, performance=1, passed=whole, expected=1)
        await log.emit(ev.AttemptScored(module="half", number=number, score=score, feedback=""))
    await log.emit(ev.RunEnded(status="partial", reason="it was long ago"))
    samples = await history.told_scores()
    assert [(sample.told[0].fate, sample.score) for sample in samples[:2]] == [("sent", 0.9), ("dropped", 0.0)]
    await history.close()


@pytest.mark.parametrize(("adaptive", "rank"), [(True, "medium"), (False, "low")])
def test_the_rank_of_what_went_with_better_scores_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adaptive: bool, rank: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-nobody")

    async def story(server: ModelServer) -> RunState:
        await remember(tmp_path)
        session = open_session(tmp_path)
        settings = Settings(lm="openai/test", api_base=server.url, review=False, adaptive=adaptive)
        try:
            return (await session.develop(parse_spec(SPEC, "half"), settings)).state
        finally:
            await session.close()

    with ModelServer(RIGHT) as server:
        state = asyncio.run(story(server))
    assert state.status == "success"
    told = {part.item: part for call in state.calls.values() for part in call.told}
    assert told["project"].rank == rank
    assert told["project"].why.startswith("raised: mean score 0.90 in 8 prompts") is adaptive

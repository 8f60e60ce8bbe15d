"""Killed at twenty random moments, a run loses nothing that was shown and asks no model twice."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from model_server import Hit, ModelServer, Reply, chat

from devloop_nb.frontends.engine import engine
from devloop_nb.values.run_state import RunState
from devloop_nb.wiring import open_session

KILLS = 20
STEPS = 30
KEY = "sk-a-key-that-must-not-be-written-anywhere"
COMMAND = Path(sys.executable).with_name("devloop-nb")
SHOWN = re.compile(r"reach, attempt (\d+): (\d+) of 30 tests")
SPEC = f"""Say whether a number is within reach.

## Tests
```python
import pytest
from reach import reach

@pytest.mark.parametrize("number", range({STEPS}))
def test_reach(number):
    assert reach(number)
```
"""


def a_little_better_each_time(server: list[ModelServer]) -> object:
    def answer(hit: Hit) -> Reply:
        time.sleep(0.2)
        reached = len(server[0].hits)
        return Reply(chat(code=f"```python\ndef reach(number):\n    return number < {reached}\n```"))

    return answer


class Life:
    """One process that works on the run, and what it showed."""

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: Path) -> None:
        self.process = subprocess.Popen(
            [COMMAND, *arguments],
            env=environment,
            cwd=folder,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self.spoke = threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self.lines.append(line)
            self.spoke.set()

    def kill_after(self, seconds: float) -> None:
        self.spoke.wait(60)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGKILL)
        self.finish()

    def finish(self) -> int:
        code = self.process.wait(300)
        self.reader.join()
        for pipe in (self.process.stderr, self.process.stdout):
            if pipe:
                pipe.close()
        return code


def read_state(home: Path) -> RunState:
    async def read() -> RunState:
        session = open_session(home)
        try:
            return await session.find("reach")
        finally:
            await session.close()

    return engine().run(read())


@pytest.mark.timeout(900)
def test_nothing_is_lost_and_nothing_is_paid_twice(tmp_path: Path) -> None:
    (tmp_path / "reach.md").write_text(SPEC)
    home, moments, lost = tmp_path / "home", random.Random(7), 0
    shown: dict[int, int] = {}
    servers: list[ModelServer] = []
    with ModelServer(a_little_better_each_time(servers)) as server:
        servers.append(server)
        environment = os.environ | {"OPENAI_API_KEY": KEY, "DEVLOOP_API_BASE": server.url, "DEVLOOP_HOME": str(home)}
        start = ["run", "reach.md", "--lm", "openai/test", "--attempts", "90", "--no-review"]
        for number in range(KILLS):
            life = Life(start if number % 2 == 0 else ["resume", "reach"], environment, tmp_path)
            life.kill_after(moments.uniform(0.0, 2.5))
            shown |= {int(n): int(passed) for n, passed in SHOWN.findall("".join(life.lines))}
            state = read_state(home)
            assert (life.process.returncode, state.status) == (-signal.SIGKILL, "running")
            assert len(state.in_flight) <= 1
            lost += len(state.in_flight)
            assert_all_is_there(state, shown)
        last = Life(start, environment, tmp_path)
        assert last.finish() == 0, "".join(last.lines)
        state = read_state(home)
        assert state.status == "success"
        assert_all_is_there(state, shown)
        attempts = state.modules["reach"].attempts
        assert [attempt.number for attempt in attempts] == list(range(1, len(attempts) + 1))
        assert len(state.calls) == len(attempts)
        assert len(server.hits) <= len(state.calls) + lost
    assert not any(KEY.encode() in file.read_bytes() for file in home.rglob("*") if file.is_file())


def assert_all_is_there(state: RunState, shown: dict[int, int]) -> None:
    attempts = state.modules["reach"].attempts if "reach" in state.modules else ()
    kept = {attempt.number: attempt.score.passed for attempt in attempts if attempt.score}
    assert shown.items() <= kept.items()

"""The hostile programs, and one run of each through the real runner."""

import ast
import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite, SuiteFile

FOLDER = Path(__file__).parent
TEST = "import program\ndef test_before(): ...\ndef test_harm(): program.run()\ndef test_after(): ...\n"
NAMES = ("test_before", "test_harm", "test_after")
AT_ONCE, SUITE_SECONDS, SECONDS, MEMORY_MIB = 2, 20.0, 8.0, 768


@dataclass(frozen=True)
class Program:
    """One file of the corpus; its docstring says how it is to end: a status, and words of the reason."""

    name: str
    source: str
    ends: str
    words: str
    seconds: float
    memory_mib: int

    @staticmethod
    def read(path: Path) -> "Program":
        source = path.read_text()
        lines = (ast.get_docstring(ast.parse(source)) or "").splitlines()
        said = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        ends, _, words = said["Ends"].partition(", ")
        seconds, memory = float(said.get("Seconds", SECONDS)), int(said.get("Memory", MEMORY_MIB))
        return Program(path.stem, source, ends, words, seconds, memory)

    async def run(self, runner: KernelRunner, outside: dict[str, Any]) -> Outcome:
        """In a kernel of its own; the program is told what lies outside."""
        code = f"OUTSIDE = {json.dumps(outside)}\n{self.source}"
        file = SuiteFile(name="test_it.py", source=TEST, provenance="user")
        suite = Suite(module="program", files=(file,), expected=tuple(f"test_it.py::{name}" for name in NAMES))
        bounds = {"test_seconds": self.seconds, "suite_seconds": SUITE_SECONDS, "memory_mib": self.memory_mib}
        limits = Limits(**bounds, require_tier=2)
        return await runner.run({"program": code}, suite, limits)


def read_programs(folder: str) -> list[Program]:
    """By name."""
    return [Program.read(path) for path in sorted((FOLDER / folder).glob("*.py"))]


@dataclass
class Ran:
    """Outcomes by name, and the longest time for which the event loop did not turn, in seconds."""

    outcomes: dict[str, Outcome]
    longest_silence: float


async def run_all(programs: list[Program], outside: dict[str, Any]) -> Ran:
    """Every program, two at a time, in one runner."""
    runner, places, ran = KernelRunner(), asyncio.Semaphore(AT_ONCE), Ran({}, 0.0)

    async def run_one(program: Program) -> None:
        async with places:
            ran.outcomes[program.name] = await program.run(runner, outside)

    async def turn() -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.02)
            ran.longest_silence = max(ran.longest_silence, time.monotonic() - began)

    turning = asyncio.create_task(turn())
    await asyncio.gather(*map(run_one, programs))
    turning.cancel()
    await runner.close()
    return ran


def reason(outcome: Outcome) -> str:
    """Whatever is told of why it ended."""
    return " ".join([outcome.message, *(f"{case.exception} {case.message}" for case in outcome.failing)])

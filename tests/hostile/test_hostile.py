"""Hostile programs do no harm in tier 2, each ends with a reason, and honest programs are not refused."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from corpus import SUITE_SECONDS, Program, Ran, read_programs, reason, run_all
from hostile_world import KEY, World, open_world

from devloop_nb.kernels.fence.tier import fence_tier

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}"),
]
HOSTILE, HONEST = read_programs("programs"), read_programs("honest")
# A suite has two seconds of grace; the start of a kernel and the clearing away may take the rest.
LONGEST = SUITE_SECONDS + 12


@dataclass
class After:
    """What the world looks like when all programs have run."""

    ran: Ran
    world: World
    same_home: bool
    victim_lives: bool
    grown_mib: float
    left: list[str]
    alive: list[str]


@pytest.fixture(scope="module")
def after() -> Iterator[After]:
    folder = Path(tempfile.mkdtemp(prefix="dl-"))
    kernels, home, before = folder / "kernels", folder / "home", tempfile.tempdir
    kernels.mkdir()
    with open_world(home) as world, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(kernels))
        patch.setenv("OPENAI_API_KEY", KEY)
        patch.setenv("HOME", str(home))
        digest, names = world.digest(), strange_names()
        asyncio.run(run_all(HONEST[:1], world.outside))  # So that the growth is that of the programs alone.
        peak = peak_mib(reset=True)
        ran = asyncio.run(run_all([*HOSTILE, *HONEST], world.outside))
        time.sleep(2)  # Whoever was to act late has had the time.
        yield After(
            ran=ran,
            world=world,
            same_home=world.digest() == digest,
            victim_lives=world.victim.poll() is None,
            grown_mib=peak_mib() - peak,
            left=[*map(str, kernels.iterdir()), *(strange_names() - names)],
            alive=[repr(each) for each in psutil.process_iter() if lives_in(each, kernels)],
        )
    assert tempfile.tempdir == before
    shutil.rmtree(folder)


def peak_mib(reset: bool = False) -> float:
    """The most this process has held; from now on, with ``reset``, in which case it is what it holds now."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def strange_names() -> set[str]:
    """Files that a program of the corpus would leave where everybody can."""
    roots = ("/dev/shm", "/tmp", "/var/tmp", "/sys/fs/cgroup")
    return {str(path) for root in roots for path in Path(root).glob("*") if "hostile" in path.name}


def lives_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.environ().get("HOME", "").startswith(str(folder))
    except (psutil.Error, OSError):
        return False


@pytest.mark.parametrize("program", HOSTILE, ids=lambda program: program.name)
def test_a_hostile_program_ends_as_it_should(after: After, program: Program) -> None:
    outcome = after.ran.outcomes[program.name]
    if program.ends == "any not passed":
        assert outcome.status != "passed"
    elif program.ends != "any":
        assert outcome.status == program.ends, reason(outcome)
    assert program.words in reason(outcome)
    assert outcome.status == "passed" or reason(outcome).strip()
    assert outcome.seconds < LONGEST
    assert KEY not in outcome.model_dump_json()
    assert outcome.fence.startswith("tier 2")


@pytest.mark.parametrize("program", HONEST, ids=lambda program: program.name)
def test_an_honest_program_passes(after: After, program: Program) -> None:
    outcome = after.ran.outcomes[program.name]
    assert outcome.status == "passed", reason(outcome)


def test_the_home_is_as_it_was(after: After) -> None:
    assert after.same_home
    assert not (after.world.home / "late").exists()


def test_no_sink_heard_anything(after: After) -> None:
    assert after.world.heard == []


def test_no_other_process_was_harmed(after: After) -> None:
    assert after.victim_lives


def test_nothing_is_left(after: After) -> None:
    assert (after.left, after.alive) == ([], [])


def test_the_session_stayed_small_and_awake(after: After) -> None:
    assert after.grown_mib < 50
    assert after.ran.longest_silence < 2


def test_the_corpus_is_large_enough() -> None:
    assert len(HOSTILE) >= 45

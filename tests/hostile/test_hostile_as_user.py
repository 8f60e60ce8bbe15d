"""What root's kernels keep in, an ordinary user's keep in, too: the programs for which it matters who starts them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpus import FOLDER, read_programs

from devloop_nb.kernels.fence.tier import fence_tier

sys.path.insert(0, str(FOLDER.parent / "kernels"))
from as_user import command_as_user

pytestmark = [
    pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}"),
    pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's are all the others here: only root can be two"),
]
NAMES = (
    *("files_of_root", "more_rights", "namespaces", "device", "kills_everybody", "traces", "looks_at_its_guard"),
    *("old_root", "other_processes", "keys_in_the_home", "precedence", "memory_out_of_sight", "many_terminals"),
    *("disk_of_the_host", "machine_settings", "signals_by_a_file", "tcp", "abstract_socket", "new_interfaces"),
    *("sockets_on_the_disk", "higher_limits", "managers", "memory_maps", "ordinary_life", "loopback", "the_system"),
)
PROGRAM = f"""
import asyncio, json, os, sys, tempfile
from pathlib import Path
sys.path.insert(0, {str(FOLDER)!r})
from corpus import read_programs, reason, run_all
from hostile_world import open_world
with tempfile.TemporaryDirectory(prefix="dl-") as folder, open_world(Path(folder, "home")) as world:
    programs = [each for part in ("programs", "honest") for each in read_programs(part) if each.name in sys.argv[1:]]
    digest = world.digest()
    ran = asyncio.run(run_all(programs, world.outside))
    told = {{name: [each.status, reason(each), each.fence] for name, each in ran.outcomes.items()}}
    well = [world.heard == [], world.digest() == digest, world.victim.poll() is None, os.geteuid() != 0]
    print(json.dumps({{"told": told, "well": well}}))
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    command, environment = command_as_user(tmp_path_factory.mktemp("user"), PROGRAM, *NAMES)
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_as_it_does_for_root(name: str, ran: dict[str, Any]) -> None:
    [program] = [each for part in ("programs", "honest") for each in read_programs(part) if each.name == name]
    status, reason, fence = ran["told"][name]
    assert fence.startswith("tier 2")
    if not program.ends.startswith("any"):
        assert status == program.ends, reason
    assert program.words in reason


def test_no_harm_was_done(ran: dict[str, Any]) -> None:
    assert ran["well"] == [True] * 4


def test_the_names_are_those_of_programs() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(list(Path(FOLDER).glob(f"*/{name}.py")) for name in NAMES)

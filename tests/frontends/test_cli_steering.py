"""One process works on a run, others steer it: real command lines, a real terminal, and a real kill."""

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import COMMAND, GOOD, HALF, devloop, environment, write_spec

LATE = HALF.replace("    return", "    import time\n    time.sleep(0.5)\n    return")


class Worker:
    """A process that works on a run, and what it says."""

    def __init__(self, folder: Path, *arguments: str | Path, terminal: int | None = None, **more: str) -> None:
        self.folder, self.log = folder, folder / "worker.log"
        told = terminal if terminal is not None else self.log.open("a")
        self.process = subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            cwd=folder,
            env=environment(CI="", **more),
            stdin=subprocess.DEVNULL if terminal is None else terminal,
            stdout=told,
            stderr=told,
        )

    def until(self, *words: str) -> str:
        """What was said, as soon as all words are there."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            said = self.log.read_text()
            if all(word in said for word in words):
                return said
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def end(self) -> int:
        return self.process.wait(90)


@contextmanager
def working(folder: Path, *arguments: str | Path, terminal: int | None = None, **more: str) -> Iterator[Worker]:
    worker = Worker(folder, *arguments, terminal=terminal, **more)
    try:
        yield worker
    finally:
        worker.process.kill()
        worker.process.wait()


def status(folder: Path, name: str = "clamp") -> dict[str, Any]:
    (run,) = devloop(folder, "status", name, "--json").json["runs"]
    return dict(run)


def test_another_process_pauses_tells_raises_and_stops(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, *[LATE] * 40)
    with working(tmp_path, "run", spec, "--lm", lm, "--attempts", "30") as worker:
        worker.until("attempt 2: 2 of 3 tests")
        told = devloop(tmp_path, "steer", "clamp", "pause", "--json").json
        assert told["obeyed"] and told["status"] == "running"
        worker.until("pause")
        time.sleep(2)
        at_rest = status(tmp_path)["modules"][0]["attempts"]
        time.sleep(2)
        assert status(tmp_path)["modules"][0]["attempts"] == at_rest
        assert devloop(tmp_path, "steer", "clamp", "note", "low is the least").code == 0
        said = devloop(tmp_path, "steer", "clamp", "raise", "attempts=35", "threshold=0.9")
        assert said.out.splitlines() == ["clamp: attempts is now 35", "clamp: threshold is now 0.9"]
        assert devloop(tmp_path, "steer", "clamp", "go-on").code == 0
        worker.until(f"attempt {at_rest + 1}: 2 of 3 tests")
        assert devloop(tmp_path, "steer", "clamp", "stop-after").code == 0
        assert worker.end() == 3
        said = worker.until("note to the model: low is the least", "stop after this attempt")
    run = status(tmp_path)
    assert run["status"] == "stopped"
    assert run["reason"] == f"stopped after attempt {run['modules'][0]['attempts']} by the user."
    assert "nobody is working on" in devloop(tmp_path, "steer", "clamp", "stop").complaint


def test_another_process_answers_and_puts_its_plan_in_place(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    with working(tmp_path, "run", spec, "--lm", lm, "--ask", "plan=60") as worker:
        worker.until("Is this plan right")
        (question,) = devloop(tmp_path, "blockers", "--json").json["questions"]
        assert (question["id"], question["seconds"]) == ("plan/1", 60)
        plan = tmp_path / "plan.yaml"
        written = yaml.safe_load(devloop(tmp_path, "plan", "clamp").out)
        written["modules"][0]["purpose"] = "Clamp as I say"
        written["modules"].append({"name": "spare", "purpose": "Nobody needs it"})
        plan.write_text(yaml.safe_dump(written))
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text("modules: [{name: clamp, purpos: x}]")
        assert "purpos" in devloop(tmp_path, "plan", "clamp", "--edit", wrong).complaint
        assert devloop(tmp_path, "plan", "clamp", "--edit", plan).code == 0
        assert worker.end() == 0
        worker.until("plan edited", "plan by user: clamp", "spare is left out: nobody needs it")
    assert devloop(tmp_path, "plan", "clamp", "--json").json["plan"]["modules"][0]["purpose"] == "Clamp as I say"
    assert "No run asks" in devloop(tmp_path, "blockers").out


def test_a_killed_process_leaves_its_question_open(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    with working(tmp_path, "run", spec, "--lm", lm, "--ask", "plan=60") as worker:
        worker.until("Is this plan right")
        worker.process.send_signal(signal.SIGKILL)
        worker.process.wait()
        worker.log.write_text("")
    left = devloop(tmp_path, "status", "clamp")
    assert "Nobody works on it any more; go on with: devloop-nb resume" in left.err
    assert "interrupted" in devloop(tmp_path, "history").out
    assert [each["id"] for each in devloop(tmp_path, "blockers", "--json").json["questions"]] == ["plan/1"]
    with working(tmp_path, "resume", "clamp") as worker:
        worker.until("going on where it stopped", "nothing is missing")
        time.sleep(1)
        assert worker.process.poll() is None
        assert devloop(tmp_path, "approve", "clamp", "--note", "fine").code == 0
        assert worker.end() == 0
        assert "Is this plan right" not in worker.until("plan approved: fine")


def test_where_nobody_is_there_nothing_waits(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    (tmp_path / "devloop.toml").write_text('[authority]\nplan = "ask"\n')
    told = devloop(tmp_path, "run", spec, "--lm", lm)
    assert told.code == 3
    assert "checkpoint timed out" in told.out and "Without an answer in 0 s the run stops" in told.err
    (tmp_path / "devloop.toml").write_text('[authority]\nplan = "ask 0 approve"\n')
    told = devloop(tmp_path, "run", spec, "--lm", lm, "--rerun")
    assert told.code == 0 and "plan approved because nobody answered in time" in told.err
    (tmp_path / "devloop.toml").write_text('[authority]\nplam = "ask"\n')
    assert "did you mean 'plan'?" in devloop(tmp_path, "run", spec, "--lm", lm).complaint


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
@pytest.mark.parametrize("way", ["y", "n", "e"])
def test_it_is_asked_on_the_terminal_where_it_runs(tmp_path: Path, way: str) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    here, there = pty.openpty()
    (tmp_path / "editor.sh").write_text('#!/bin/sh\nsed -i "s/Keep a number/Hold a number/" "$1"\n')
    (tmp_path / "editor.sh").chmod(0o755)
    command = ("run", spec, "--lm", lm, "--ask", "plan")
    with working(tmp_path, *command, terminal=there, EDITOR=str(tmp_path / "editor.sh")) as worker:
        os.close(there)
        assert "entry: clamp(x, low, high)" in _read(here, "[y/n/e]")
        os.write(here, f"{way}\n".encode())
        if way == "n":
            _read(here, "What should be better?")
            os.write(here, b"Call it hold\n")
        said = _read(here, None)
        os.close(here)
        code = worker.end()
    if way == "n":
        assert code == 2 and "plan rejected: Call it hold" in said and "has no plan" in said
    else:
        assert code == 0, said
        assert ("plan edited" if way == "e" else "plan approved") in said
    shown = devloop(tmp_path, "plan", "clamp").out
    assert ("Hold a number" in shown) == (way == "e")


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
def test_a_question_that_is_still_open_is_asked_where_the_run_goes_on(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    assert devloop(tmp_path, "run", spec, "--lm", lm, "--ask", "plan").code == 3
    here, there = pty.openpty()
    with working(tmp_path, "resume", "clamp", terminal=there) as worker:
        os.close(there)
        _read(here, "[y/n/e]")
        os.write(here, b"perhaps\n")
        _read(here, "[y/n/e]")
        os.write(here, b"yes\n")
        assert "plan approved" in _read(here, None)
        os.close(here)
        assert worker.end() == 0


def _read(terminal: int, word: str | None) -> str:
    """What is said up to the word, or to the end."""
    said = ""
    while word is None or word not in said:
        assert select.select([terminal], [], [], 60)[0], said
        try:
            more = os.read(terminal, 4096).decode(errors="replace")
        except OSError:
            more = ""
        if not more:
            assert word is None, said
            break
        said += more
    return said

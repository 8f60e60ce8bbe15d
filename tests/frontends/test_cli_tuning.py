"""``rank``, ``compare`` and ``history`` over stored runs, on the command line and from Python."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import BAD, GOOD, HALF, devloop, environment, write_spec

SPEEDY = "def metric(outcome, readings):\n    return 1 - readings['tests'] / 2\n"
FROM_PYTHON = """
import asyncio, json
from devloop_nb import develop, rank_attempts, run_history

def metric(outcome, readings):
    return readings["passed"] / 4

frame = rank_attempts("clamp", metric=metric, threshold=0.5)
runs, attempts = run_history(), run_history("clamp", attempts=True)
print(json.dumps([list(frame["score"]), list(frame["wins"]), list(runs["name"]), list(attempts["passed"])]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tuning")
    spec, lm = write_spec(place, BAD, HALF, GOOD)
    assert devloop(place, "run", spec, "--lm", lm).code == 0
    return place


def test_stored_attempts_are_ranked_by_weights_and_by_a_metric(folder: Path) -> None:
    plain = devloop(folder, "rank", "clamp", "--weights", "tests=1", "--threshold", "0.6")
    assert plain.code == 0, plain.err
    assert "2 attempts good enough; accepted would be: attempt 3 of clamp." in plain.out
    (folder / "speedy.py").write_text(SPEEDY)
    rows = devloop(folder, "rank", "clamp", "--metric", "speedy.py", "--json").json["attempts"]
    assert [(row["attempt"], row["now"], row["was"]) for row in rows] == [(1, 1, 3), (2, 2, 2), (3, 3, 1)]
    assert [row["score"] for row in rows] == [1.0, 0.666667, 0.5]
    assert rows[2]["note"] == "is accepted"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--weights", "speed=1"), "there is no weight 'speed'"),
        (("--weights", "tests=fast"), "'tests=fast' are no weights"),
        (("--weights", "tests=0"), "one weight at least has to be above 0"),
        (("--metric", "nowhere.py"), "the metric nowhere.py cannot be read"),
        (("--metric", "fails.py"), "the metric m failed: KeyError: 'speed' (line 1)"),
    ],
)
def test_what_is_wrong_is_one_line(folder: Path, words: tuple[str, str], says: str) -> None:
    (folder / "fails.py").write_text("def m(o, r): return r['speed']\n")
    ended = devloop(folder, "rank", *words)
    assert ended.code == 2
    assert says in ended.complaint


def test_a_run_is_scored_by_a_metric_from_a_file(folder: Path) -> None:
    (folder / "any.py").write_text("def metric(outcome, readings): return float(readings['passed'] > 0)\n")
    spec, lm = write_spec(folder, BAD, HALF, GOOD, name="fence")
    run = devloop(folder, "run", spec, "--lm", lm, "--metric", "any.py", "--json").json["runs"][0]
    assert (run["score"], run["modules"][0]["attempts"]) == (1.0, 2)


def test_two_attempts_are_compared(folder: Path) -> None:
    ended = devloop(folder, "compare", "clamp:2", "clamp:3")
    assert ended.code == 0, ended.err
    assert "From A to B 0 broken and 1 mended of 3 shared tests" in ended.out
    assert "✓ mended" in ended.out and "test_above" in ended.out
    assert "+     return max(low, min(x, high))" in ended.out
    found = devloop(folder, "compare", "clamp:1", "clamp:3", "--json").json
    assert [flip["kind"] for flip in found["flips"]] == ["mended"] * 3
    assert found["b"]["code"]["clamp"] == GOOD
    assert "has no attempt 9" in devloop(folder, "compare", "clamp:9", "clamp:3").complaint


def test_history_has_runs_and_attempts(folder: Path) -> None:
    row = next(row for row in devloop(folder, "history", "--json").json["runs"] if row["name"] == "clamp")
    shown = {name: row[name] for name in ("status", "score", "passed", "expected", "hidden_passed", "attempts")}
    assert shown == {"status": "success", "score": 1.0, "passed": 3, "expected": 3, "hidden_passed": 1, "attempts": 3}
    assert len(row["scores"]) == 3 and row["tokens"] >= 0 and row["started"] < row["updated"]
    attempts = devloop(folder, "history", "clamp", "--attempts", "--json").json["attempts"]
    assert [(each["attempt"], each["passed"], each["accepted"]) for each in attempts] == [
        (1, 0, False),
        (2, 2, False),
        (3, 3, True),
    ]
    assert "accepted" in devloop(folder, "history", "clamp", "--attempts").out
    assert "clamp" in devloop(folder, "history").out


def test_python_gives_frames(folder: Path) -> None:
    file = folder / "look.py"
    file.write_text(FROM_PYTHON)
    told = subprocess.run(
        [sys.executable, file],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    scores, wins, names, passed = json.loads(told.stdout)
    assert "clamp" in names and passed == [0, 2, 3]
    assert max(scores) == 0.75 and wins[0] and sum(wins) == 1

"""``devloop-nb accept``, ``undo``, ``redo``, ``show`` and ``scratch``: real command lines."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from command_line import GOOD, HALF, devloop, write_spec
from counting import COUNTS, FIRST, PLAN, RIGHT, SPEC, WORSE


def test_what_is_accepted_is_changed_undone_and_redone(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, HALF, GOOD)
    assert devloop(tmp_path, "run", spec, "--lm", lm).code == 0
    put_back = devloop(tmp_path, "accept", "clamp", "--attempt", "1", "--json")
    assert put_back.json["accepted"] == {"clamp": 1}
    file = tmp_path / ".devloop" / "accepted" / put_back.json["run"] / "clamp.py"
    assert file.read_text() == HALF
    assert devloop(tmp_path, "undo", "clamp").out.strip() == "clamp: accepted now: attempt 2 of clamp"
    assert file.read_text() == GOOD
    assert devloop(tmp_path, "redo", "clamp", "--module", "clamp", "--json").json["accepted"] == {"clamp": 1}
    refused = devloop(tmp_path, "redo", "clamp")
    assert (refused.code, refused.complaint) == (
        2,
        "devloop-nb: clamp: there is nothing to redo: no acceptance of clamp was undone. Nothing was changed.",
    )
    ran = devloop(tmp_path, "scratch", "clamp", "from clamp import clamp; clamp(15, 0, 10)", "--attempt", "2")
    assert (ran.code, ran.out.strip()) == (0, "10")
    assert devloop(tmp_path, "scratch", "clamp", "import clamp; clamp.clamp(15, 0, 10)").out.strip() == "15"
    near = devloop(tmp_path, "show", "clamp", "--attempt", "1")
    assert "clamp, attempt 1: draft, score 0." in near.out
    assert "failed test_clamp.py::test_above: assert 15 == 10" in near.out and HALF.strip() in near.out
    whole = devloop(tmp_path, "show", "clamp")
    assert "clamp: success" in whole.out and "best is attempt 1" in whole.out
    assert devloop(tmp_path, "show", "clamp", "--attempt", "2", "--json").json["attempt"]["draft"]["code"] == GOOD
    assert "no attempt 7" in devloop(tmp_path, "show", "clamp", "--attempt", "7").complaint
    broken = devloop(tmp_path, "scratch", "clamp", "print('so far'); 1 / 0", "--json")
    assert (broken.code, broken.json["attempt"], broken.json["printed"].strip()) == (4, 1, "so far")
    assert "ZeroDivisionError" in broken.json["error"]


def test_a_package_with_its_tests_is_written_and_says_where_it_comes_from(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, HALF, GOOD)
    assert devloop(tmp_path, "run", spec, "--lm", lm).code == 0
    told = devloop(tmp_path, "accept", "clamp", "--attempt", "1", "--write", "package", "--json")
    assert (told.code, told.json["accepted"]) == (0, {"clamp": 1})
    written = {Path(path).name for path in told.json["written"]}
    assert written == {"ORIGIN.md", "clamp.py", "test_clamp.py", "test_clamp_hidden.py"}
    package = tmp_path / "package"
    assert (package / "clamp.py").read_text() == HALF
    origin = (package / "ORIGIN.md").read_text()
    assert told.json["run"] in origin and "attempt 1" in origin and "scripted/" in origin
    assert f"sha256 {hashlib.sha256(HALF.encode()).hexdigest()}" in origin
    shown = devloop(tmp_path, "accept", "clamp", "--write", str(package))
    assert "written: " in shown.out and str(package / "clamp.py") in shown.out.replace("\n", "")
    ran = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package)]
    assert "failed" in subprocess.run(ran, capture_output=True, text=True, timeout=60, cwd=tmp_path).stdout


def test_what_speaks_against_an_acceptance_is_said_and_it_is_made(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, HALF, GOOD)
    assert devloop(tmp_path, "run", spec, "--lm", lm).code == 0
    told = devloop(tmp_path, "accept", "clamp", "--attempt", "1")
    assert (told.code, told.out.strip()) == (0, "clamp: accepted now: attempt 1 of clamp")
    assert told.err.splitlines() == [
        "warning: attempt 1 of clamp passes 2 of 3 tests, attempt 2 passes 3; it scored 0.67, 1.00 was asked for"
    ]
    well = devloop(tmp_path, "accept", "clamp", "--attempt", "2")
    assert (well.code, well.err) == (0, "")


def test_what_an_acceptance_breaks_above_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text(SPEC)
    script = {"plan": PLAN, "code": {"words": [FIRST, WORSE, RIGHT], "counts": [COUNTS]}}
    (tmp_path / "words.yaml").write_text(json.dumps(script))
    ran = devloop(tmp_path, "run", "words.md", "--lm", "scripted:words.yaml")
    assert ran.code == 0, ran.err
    told = devloop(tmp_path, "accept", "words", "--module", "words", "--attempt", "2", "--json")
    assert (told.code, told.json["accepted"]) == (0, {"words": 2, "counts": 1})
    (warning,) = told.json["warnings"]
    assert warning.startswith("over attempt 2, test_counts.py::test_upper of counts had passed and breaks: assert")
    assert (
        devloop(tmp_path, "accept", "words", "--module", "words", "--attempt", "3", "--json").json["warnings"] == []
    )

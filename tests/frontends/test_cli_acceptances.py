"""``devloop-nb accept``, ``undo``, ``redo`` and ``scratch``: real command lines."""

from pathlib import Path

from command_line import GOOD, HALF, devloop, write_spec


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
    broken = devloop(tmp_path, "scratch", "clamp", "print('so far'); 1 / 0", "--json")
    assert (broken.code, broken.json["attempt"], broken.json["printed"].strip()) == (4, 1, "so far")
    assert "ZeroDivisionError" in broken.json["error"]

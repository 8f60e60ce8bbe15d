"""``devloop-nb run`` and what one can ask about runs afterwards."""

import json
from pathlib import Path

import pytest
from command_line import BAD, GOOD, HALF, devloop, write_spec


def test_a_run_from_spec_to_accepted_code(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, HALF, GOOD)
    told = devloop(tmp_path, "run", spec, "--lm", lm, "--json")
    assert told.code == 0, told.err
    (run,) = told.json["runs"]
    assert (run["name"], run["status"], run["score"], run["calls"]) == ("clamp", "success", 1.0, 2)
    assert run["hidden"] == {"passed": 1, "expected": 1}
    assert set(run["seconds"]) == {"lm", "kernel", "own"} and run["lm"] == "scripted/clamp.yaml"
    (module,) = run["modules"]
    assert (module["attempts"], module["tests"]) == (2, {"passed": 3, "expected": 3})
    assert Path(module["path"]).read_text() == GOOD
    assert "attempt 1" in told.err, "progress is on stderr"


def test_what_a_person_reads_of_a_failure_and_of_an_unproved_success(tmp_path: Path) -> None:
    name = "keep_a_number_between_two_bounds_that_may_be_far_apart"
    spec, lm = write_spec(tmp_path, BAD, name=name)
    failed = devloop(tmp_path, "run", spec, "--lm", lm, "--attempts", "1")
    assert failed.code == 4 and "devloop-nb report RUN" in failed.out
    assert f"{name}: 1 attempt is spent" in failed.out and f"{name}: {name}" not in failed.out
    (row,) = (line for line in failed.out.splitlines() if name in line and "failed" in line.split())
    assert row.split()[1:3] == ["failed", "0.00"], "a row is one line, however long"

    spec.write_text(spec.read_text("utf-8").split("## Hidden tests")[0], "utf-8")
    Path(lm.removeprefix("scripted:")).write_text(json.dumps({"code": {name: [GOOD.replace("clamp", name)]}}))
    told = devloop(tmp_path, "run", spec, "--lm", lm)
    assert told.code == 0 and f"is not known: {name}" in told.out and "devloop-nb report RUN" not in told.out


@pytest.mark.parametrize(
    ("answers", "code", "status"),
    [((GOOD,), 0, "success"), ((HALF, HALF), 3, "partial"), ((BAD, BAD), 4, "failed")],
)
def test_the_exit_code_is_the_status(tmp_path: Path, answers: tuple[str, ...], code: int, status: str) -> None:
    spec, lm = write_spec(tmp_path, *answers)
    told = devloop(tmp_path, "run", spec, "--lm", lm, "--attempts", len(answers), "--json")
    assert (told.code, told.json["runs"][0]["status"]) == (code, status)


def test_the_worst_of_several_runs_decides(tmp_path: Path) -> None:
    good, _ = write_spec(tmp_path, GOOD)
    bad, _ = write_spec(tmp_path, name="cut")
    script = tmp_path / "both.yaml"
    script.write_text(json.dumps({"code": {"clamp": [GOOD], "cut": [BAD.replace("clamp", "cut")]}}))
    told = devloop(tmp_path, "run", bad, good, "--lm", f"scripted:{script}", "--attempts", "1", "-o", "all.html")
    assert told.code == 4
    assert "report: all.html" in told.out and told.out.count("clamp") >= 2
    page = (tmp_path / "all.html").read_text()
    assert 'id="run-2"' in page and "2 runs" in page


def test_what_was_run_is_replayed_unless_it_is_run_again(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    first, second, third = (
        devloop(tmp_path, "run", spec, "--lm", lm, "--json", *more) for more in ((), (), ("--rerun",))
    )
    ids = [told.json["runs"][0]["run"] for told in (first, second, third)]
    assert ids[0] == ids[1] != ids[2]
    assert "replayed" in second.err and "replayed" not in first.err + third.err


def test_asking_about_runs(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, HALF, GOOD)
    run = devloop(tmp_path, "run", spec, "--lm", lm, "--home", "kept", "--json").json["runs"][0]
    home = ("--home", "kept")
    assert devloop(tmp_path, "status", *home, "--json").json == {"runs": [run]}
    assert run["run"] in devloop(tmp_path, "status", "clamp", *home).out
    rows = devloop(tmp_path, "history", *home, "--json").json["runs"]
    assert [(row["run"], row["status"], row["attempts"]) for row in rows] == [(run["run"], "success", 2)]
    assert "success" in devloop(tmp_path, "history", *home).out
    assert devloop(tmp_path, "resume", "clamp", *home, "--json").json["runs"] == [run], "there is nothing to resume"
    told = devloop(tmp_path, "report", "clamp", "-o", "clamp.ipynb", *home, "--json").json
    assert told == {"run": run["run"], "report": "clamp.ipynb"} and (tmp_path / "clamp.ipynb").is_file()
    assert devloop(tmp_path, "report", run["run"][:8], *home).out.startswith("# `clamp`: success")
    assert devloop(tmp_path, "report", "clamp", *home, "--json").json["report"]["modules"][0]["shown"] == 2
    assert not (tmp_path / ".devloop").exists()


def test_before_the_first_run(tmp_path: Path) -> None:
    assert "No runs yet" in devloop(tmp_path, "history").out
    assert devloop(tmp_path, "status").code == 2


def test_a_table_without_a_terminal_has_no_colours_and_no_cut_ids(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    told = devloop(tmp_path, "run", spec, "--lm", lm)
    run = devloop(tmp_path, "status", "--json").json["runs"][0]["run"]
    assert "\x1b" not in told.out + told.err
    assert any(line.startswith(run) for line in told.out.splitlines())

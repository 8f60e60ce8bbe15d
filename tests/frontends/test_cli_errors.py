"""Whatever is wrong is said in one line with what to do, and the exit code tells whose fault it is."""

import os
import signal
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

import pytest
from command_line import COMMAND, GOOD, devloop, environment, write_spec
from model_server import ModelServer, Reply


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("---\nname: empty\ngoal:\n---\n", "goal"),
        ("", "goal"),
        ("---\nname: [broken\n---\nDo something\n", "line"),
        ("---\nname: x\ngaol: typo\n---\nDo something\n", "gaol"),
    ],
    ids=["empty goal", "empty file", "YAML error", "unknown key"],
)
def test_a_spec_that_cannot_be_used(tmp_path: Path, spec: str, says: str) -> None:
    (tmp_path / "spec.md").write_text(spec)
    told = devloop(tmp_path, "run", "spec.md", "--lm", "scripted:none.yaml")
    assert told.code == 2 and says in told.complaint
    error = devloop(tmp_path, "run", "spec.md", "--lm", "scripted:none.yaml", "--json").json["error"]
    assert set(error) == {"what", "why", "mend"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "none.md"), "none.md"),
        (("run", "clamp.md", "--attempts", "0"), "attempts"),
        (("run", "clamp.md", "--lm", "gpt"), "provider/model"),
        (("run", "clamp.md", "--lm", "scripted:none.yaml"), "none.yaml"),
        (("run", "clamp.md", "-o", "report.pdf"), ".html"),
        (("run", "clamp.md", "clamp.md", "-o", "report.ipynb"), "notebook"),
        (("report", "nobody", "-o", "x.html"), "nobody"),
        (("report", "nobody", "-o", "x.doc"), ".html"),
        (("resume", "nobody"), "nobody"),
        (("status", "nobody"), "nobody"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    write_spec(tmp_path, GOOD)
    told = devloop(tmp_path, *arguments)
    assert told.code == 2 and says in told.complaint


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("run", "clamp.md", "--models", "cod=a/b"), "models knows no 'cod'. It knows 'plan', 'test', 'code'"),
        (("run", "clamp.md", "--models", "code"), "models names 'code' alone. Write ROLE=MODEL"),
        (
            ("run", "clamp.md", "--workflow", "none.yaml"),
            "the workflow none.yaml cannot be read: there is no such file",
        ),
        (("run", "clamp.md", "--workflow", "folder"), "the workflow folder cannot be read: it is a folder"),
        (("run", "clamp.md", "--metric", "none.py"), "the metric none.py cannot be read: there is no such file"),
        (("run", "clamp.md", "--metric", "raw"), "the metric raw cannot be read: it is no text in UTF-8"),
        (("run", "clamp.md", "--context", "none.csv"), "none.csv cannot be given along: there is no such file"),
        (("run", "clamp.md", "--context", "raw"), "raw cannot be given along: it is no text in UTF-8"),
        (("prompt", "code", "--edit", "folder"), "folder cannot be read: it is a folder"),
        (("test", "--code", "clamp.py", "raw"), "raw cannot be read: it is no text in UTF-8"),
        (("freeze", "folder"), "folder cannot be read: it is a folder"),
    ],
    ids=lambda part: " ".join(part[-2:]) if isinstance(part, tuple) else "",
)
def test_a_file_or_a_name_that_cannot_be_used(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    write_spec(tmp_path, GOOD)
    (tmp_path / "clamp.py").write_text(GOOD)
    (tmp_path / "folder").mkdir()
    (tmp_path / "raw").write_bytes(b"\x89PNG\xff\x00")
    before = sorted(tmp_path.iterdir())
    told = devloop(tmp_path, *arguments, DEVLOOP_LM="scripted:clamp.yaml")
    assert told.code == 2 and told.complaint.removeprefix("devloop-nb: ").startswith(says)
    assert told.complaint.endswith(".") or "{" in told.complaint, "it says what to do"
    assert sorted(tmp_path.iterdir()) == before, "nothing is written"


def test_a_run_that_another_process_works_on_is_left_to_it(tmp_path: Path) -> None:
    write_spec(tmp_path, GOOD)
    asked = ("run", "clamp.md", "--lm", "openai/test")
    with ModelServer(lambda hit: Reply(hang=60.0)) as server:
        key = {"OPENAI_API_KEY": "sk-none-0000"}
        command = [COMMAND, *asked, "--api-base", server.url]
        child = subprocess.Popen(command, cwd=tmp_path, env=environment(**key), stderr=subprocess.DEVNULL)
        try:
            ends = time.monotonic() + 60
            while not server.hits and time.monotonic() < ends:
                time.sleep(0.05)
            run = devloop(tmp_path, "history", "--json").json["runs"][0]["run"]
            told = devloop(tmp_path, "resume", "clamp", **key)
            assert told.code == 5
            assert f"the run {run} is being worked on by process {child.pid} on " in told.complaint
            assert devloop(tmp_path, *asked, "--api-base", server.url, **key).code == 5, (
                "the same words, the same run"
            )
            assert child.poll() is None and devloop(tmp_path, "status", "--json").json["runs"][0]["run"] == run
        finally:
            child.terminate()
            child.wait(timeout=30)


def test_a_bare_command_shows_its_help(tmp_path: Path) -> None:
    told = devloop(tmp_path)
    assert told.code == 2 and "Usage" in told.out + told.err and "doctor" in told.out + told.err
    assert "Traceback" not in told.err


def test_the_version_is_said(tmp_path: Path) -> None:
    told = devloop(tmp_path, "--version")
    assert (told.code, told.out.strip()) == (0, f"devloop-nb {version('devloop-nb')}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_stdout_is_said_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [COMMAND, "settings"],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert told.returncode == 5, told.stderr
    assert told.stderr.startswith("devloop-nb: what it says cannot be written") and "Traceback" not in told.stderr


@pytest.mark.parametrize("arguments", [("run", "--nope"), ("nope",), ("run",), ("history", "-n", "many")])
def test_what_the_command_line_does_not_know(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = devloop(tmp_path, *arguments)
    assert told.code == 2 and "Usage" in told.err and "Traceback" not in told.err
    told = devloop(tmp_path, *arguments, "--json")
    assert told.code == 2 and told.json["error"]["mend"] == "See: devloop-nb --help"


def test_a_missing_key_and_a_model_that_cannot_be_reached(tmp_path: Path) -> None:
    write_spec(tmp_path, GOOD)
    asked = ("run", "clamp.md", "--lm", "openai/gpt-x")
    told = devloop(tmp_path, *asked, OPENAI_API_KEY="")
    assert told.code == 5 and "OPENAI_API_KEY" in told.complaint
    nobody = ("--api-base", "http://127.0.0.1:9/v1")
    told = devloop(tmp_path, *asked, *nobody, OPENAI_API_KEY="sk-not-a-key-4711", DEVLOOP_RETRIES="0")
    assert told.code == 5 and "sk-not-a-key-4711" not in told.out + told.err
    assert "127.0.0.1:9" in told.complaint or "reach" in told.complaint


def test_an_interrupt_keeps_everything_and_says_how_to_go_on(tmp_path: Path) -> None:
    write_spec(tmp_path, GOOD)
    with ModelServer(lambda hit: Reply(hang=60.0)) as server:
        command = [COMMAND, "run", "clamp.md", "--lm", "openai/test", "--api-base", server.url]
        child = subprocess.Popen(
            command, cwd=tmp_path, env=environment(OPENAI_API_KEY="sk-none-0000"), stderr=subprocess.PIPE, text=True
        )
        ends = time.monotonic() + 60
        while not server.hits and time.monotonic() < ends:
            time.sleep(0.05)
        os.kill(child.pid, signal.SIGINT)
        said = child.communicate(timeout=30)[1]
    assert child.returncode == 130 and "Traceback" not in said
    last = said.splitlines()[-1]
    run = devloop(tmp_path, "history", "--json").json["runs"][0]
    assert run["status"] == "stopped" and last.endswith(f"devloop-nb resume {run['run']}")


def test_the_doctor(tmp_path: Path) -> None:
    told = devloop(tmp_path, "doctor", "--json")
    checks = told.json["checks"]
    assert told.json["ok"] == all(check["ok"] for check in checks) and told.code == (0 if told.json["ok"] else 5)
    assert {"about", "ok", "says", "mend"} == set(checks[0])
    assert "kernel" in devloop(tmp_path, "doctor").out


def test_the_doctor_reads_the_specs_and_the_accepted_code_of_a_folder(tmp_path: Path) -> None:
    folder, package = tmp_path / "work", tmp_path / "work" / "package"
    package.mkdir(parents=True)
    write_spec(folder, GOOD)
    (folder / "NOTES.md").write_text("# Notes\nNo spec is meant here.\n")
    (package / "ORIGIN.md").write_text("# Where this code comes from\n")
    (package / "clamp.py").write_text(GOOD)

    def looked() -> list[tuple[bool, str, str]]:
        checks = devloop(tmp_path, "doctor", "work", "--json").json["checks"]
        seen = ("specs", "accepted code")
        return [(each["ok"], each["says"], each["mend"]) for each in checks if each["about"] in seen]

    assert looked() == [(True, "1 in this folder, all can be run", ""), (True, "all of it compiles: package", "")]
    (folder / "typo.md").write_text("---\nname: x\ngaol: y\n---\nDo\n")
    (folder / "empty.md").write_text("---\nname: y\ngoal:\n---\n")
    (package / "clamp.py").write_text("def clamp(:")
    (package / "other.py").write_text("import nowhere_to_be_found\nimport clamp, json\n")
    empty, typo, clamp, other = looked()
    assert empty == (False, "empty.md: there is no goal", "What must the code do? One sentence is enough.")
    assert (typo[0], typo[2]) == (False, "Did you mean 'goal'?") and "typo.md: there is no field 'gaol'" in typo[1]
    assert clamp[:2] == (False, "package/clamp.py: line 1: invalid syntax") and "--write" in clamp[2]
    assert other[:2] == (False, "package/other.py imports nowhere_to_be_found, which is not installed")
    assert "pip install" in other[2]


@pytest.mark.parametrize(
    "command", ["demo", "run", "status", "history", "report", "resume", "doctor", "model", "test"]
)
def test_every_command_has_help_with_an_example(tmp_path: Path, command: str) -> None:
    told = devloop(tmp_path, command, "--help")
    assert told.code == 0 and f"Example: devloop-nb {command}" in " ".join(told.out.split()) and "--json" in told.out

"""The same workflow through every way in."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import GOOD, devloop, write_spec
from magics_shell import open_shell

from devloop_nb import develop

FLOW = "held-back: {when: modules > 1}\n"
LEFT_OUT = "held-back was left out: only when modules > 1, and modules is 1"


def by_command(folder: Path, spec: Path, lm: str, workflow: str) -> tuple[str, str]:
    (run,) = devloop(folder, "run", spec, "--lm", lm, "--workflow", workflow, "--json").json["runs"]
    return run["status"], run["reason"]


def by_environment(folder: Path, spec: Path, lm: str, workflow: str) -> tuple[str, str]:
    (run,) = devloop(folder, "run", spec, "--lm", lm, "--json", DEVLOOP_WORKFLOW=workflow).json["runs"]
    return run["status"], run["reason"]


def by_magic(folder: Path, spec: Path, lm: str, workflow: str) -> tuple[str, str]:
    with open_shell(folder) as shell:
        shell.run("%load_ext devloop_nb")
        shell.run(f"%%devloop --lm {lm} --workflow {workflow} --no-raise\n{spec.read_text()}")
        state = shell.inner.user_ns["clamp_report"].state
    return state.status, state.reason


def by_python(folder: Path, spec: Path, lm: str, workflow: str) -> tuple[str, str]:
    report = asyncio.run(develop(spec.read_text(), lm=lm, workflow=Path(workflow)))
    return report.state.status, report.state.reason


@pytest.mark.parametrize("way", [by_command, by_environment, by_magic, by_python])
def test_a_proof_is_left_out_and_the_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., tuple[str, str]]
) -> None:
    monkeypatch.chdir(tmp_path)
    spec, lm = write_spec(tmp_path, GOOD)
    (tmp_path / "flow.yml").write_text(FLOW)
    assert way(tmp_path, spec, lm, "flow.yml") == ("partial", LEFT_OUT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("held_bck: {}", "there is no stage 'held-bck'; did you mean 'held-back'?"),
        ("held-back: {wen: tests == passed}", "a stage has no 'wen'; did you mean 'when'?"),
        ("held-back: {when: test == passed}", "a condition knows no 'test'; did you mean 'tests'?"),
        ("- 1", "is no workflow"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_right(tmp_path: Path, text: str, words: str) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    (tmp_path / "flow.yaml").write_text(text)
    told = devloop(tmp_path, "run", spec, "--lm", lm, "--workflow", "flow.yaml")
    assert told.code == 2
    assert words in told.complaint
    assert not (tmp_path / ".devloop").exists()


def test_a_folder_may_ask_for_more_and_not_leave_out_a_proof(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    file = tmp_path / "devloop.toml"
    file.write_text('[workflow.held-back]\nwhen = "modules > 1"\n')
    told = devloop(tmp_path, "run", spec, "--lm", lm)
    assert (told.code, "held-back cannot be made looser in a file" in told.complaint) == (2, True)
    file.write_text('workflow = "flow.yaml"\n')
    assert devloop(tmp_path, "run", spec, "--lm", lm).code == 2
    file.write_text('[workflow.held-back]\nwhen = "tests == passed"\ncheckpoint = true\n')
    (run,) = devloop(tmp_path, "run", spec, "--lm", lm, "--json").json["runs"]
    assert run["status"] == "stopped"
    assert "nobody answered about stage" in run["reason"]
    assert devloop(tmp_path, "approve", "clamp").code == 0
    assert devloop(tmp_path, "resume", "clamp").code == 0


def test_more_time_is_given_to_a_run_that_goes_on(tmp_path: Path) -> None:
    slow = "import time\n\ndef clamp(x, low, high):\n    time.sleep(60)\n"
    spec, lm = write_spec(tmp_path, slow, GOOD)
    flow: dict[str, Any] = {"few": "building: {timeout: 2}\n", "many": "building: {timeout: 240}\n"}
    for name, text in flow.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    told = devloop(tmp_path, "run", spec, "--lm", lm, "--workflow", "few.yaml", "--json")
    assert told.json["runs"][0]["reason"].startswith("building took longer than 2 s")
    assert told.json["runs"][0]["status"] == "stopped"
    assert devloop(tmp_path, "resume", "clamp", "--workflow", "many.yaml", DEVLOOP_SUITE_SECONDS="5").code == 0

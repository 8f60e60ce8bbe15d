"""The form in a real shell: where it opens, where it does not, and the cell it leaves behind."""

import ast
from pathlib import Path

import pytest
from any_requirements import REQUIREMENTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from magics_shell import RIGHT, SCALE, Shell, open_shell, script

from devloop_nb.frontends.magics.form import FormCell, options_of
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEVLOOP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def widgets(shell: Shell, cell: str) -> list[str]:
    """The texts of the widgets that a cell shows."""
    shown = [output.data for output in shell.run(cell).outputs]
    return [data["text/plain"] for data in shown if "application/vnd.jupyter.widget-view+json" in data]


def test_without_a_browser_the_cell_runs_as_if_there_were_no_form(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        done = shell.run(f"%%devloop scale --form --lm {script(tmp_path, scale=[RIGHT])} --no-review\n{SCALE}")
        assert done.ok, done.text
        assert shell.inner.user_ns["scale_report"].status == "success"
        assert shell.run("%devloop form scale").lines == [
            "BadInput: a form needs JupyterLab. Write the requirements into a %%devloop cell, or a file."
        ]


def test_with_one_it_opens_and_nothing_runs(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        shell.run("%config DevLoop.view = 'live'")
        told = widgets(shell, f"%%devloop scale --form\n{SCALE}")
        assert told == ["A form for the requirements of scale; run the cell again to open it."]
        assert widgets(shell, "%devloop form other") == [told[0].replace("scale", "other")]
        assert widgets(shell, "%%devloop --form") == [told[0].replace("scale", "solution")]
        assert "Nothing is running." in shell.run("%devloop status").text
        assert shell.run("%%devloop x --form --context nothing_there\nHalve it.").lines[0].startswith("BadInput: ")
        assert shell.run("%%devloop x --form\n---\ngaol: y\n---\n").lines[0].startswith("BadSpec: there is no field")


def test_the_options_stay_and_the_form_goes() -> None:
    assert options_of("scale --form --lm 'a b'  --attempts 3", "scale") == "--lm 'a b'  --attempts 3"
    assert options_of("--lm openai/x scale --form", "scale") == "--lm openai/x"
    assert options_of("--form", "") == ""
    assert options_of("--lm x --formal", "") == "--lm x --formal"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(requirements=REQUIREMENTS)
def test_what_the_form_writes_is_read_by_ipython_and_by_us_without_loss(requirements: Requirements) -> None:
    cell = FormCell(None, requirements, Settings(), None, "--attempts 3")  # type: ignore[arg-type] # neither is used
    text = cell.text(requirements)
    head, _, body = text.partition("\n")
    assert head == f"%%devloop {requirements.name} --attempts 3"
    assert parse_spec(f"{body}\n") == requirements


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(st.sampled_from(["{x}", "$y", ">>> f()", "%magic", "!ls", "a?", "  b", "'''", '"""', "\\n"])))
def test_ipython_hands_over_every_character(tmp_path_factory: pytest.TempPathFactory, notes: list[str]) -> None:
    requirements = Requirements(name="scale", goal="Scale {numbers}", notes="\n".join(notes).strip())
    text = FormCell(None, requirements, Settings(), None).text(requirements)  # type: ignore[arg-type] # neither is used
    with open_shell(tmp_path_factory.mktemp("shell")) as shell:
        shell.run("%load_ext devloop_nb")
        made = shell.inner.transform_cell(text)
    call = ast.parse(made.strip().removeprefix("await ")).body[0].value  # type: ignore[attr-defined] # a call
    assert parse_spec(ast.literal_eval(call.args[2])) == requirements

"""``--context`` in a real shell: what is told, what is lent, and that nothing else leaves."""

import asyncio
from pathlib import Path

import pytest
from magics_shell import open_shell
from model_server import ModelServer, chat, in_turn

SECRETS = ("ann@example.org", "bea@example.org", "correct horse battery", "0441234567", "another_name_of_mine")
DATA = """
import pandas
df = pandas.DataFrame({
    "who": ["Ann", "Bea", "Cem", "Dan"],
    "mail": ["ann@example.org", "bea@example.org", None, "x"],
    "password": ["correct horse battery", "a", "b", "c"],
    "phone": ["0441234567", "", "", ""],
    "amount": [1.5, 2.0, 4.5, None],
})
RATE = 2
def taxed(amount):
    return amount * RATE
class Sum:
    def __init__(self, parts): self.parts = parts
another_name_of_mine = "another_name_of_mine 12345"
"""
CELL = """%%devloop total --lm openai/gpt-4o-mini --no-review {options}
Add up the amounts of a table; what is missing counts as nothing.

## Tests
```python
from total import total

def test_sum(df):
    assert total(df) == 8.0

def test_all_of_it(df, taxed):
    assert list(df["mail"])[:2] == ["ann@example.org", "bea@example.org"]
    assert taxed(total(df)) == 16.0, list(df["mail"]) + list(df["password"])

def test_none(df):
    assert total(df[:0]) == 0
    df.drop(df.index, inplace=True)
```
"""
WRONG = chat(code="```python\ndef total(table):\n    return 0\n```")
RIGHT = chat(code="```python\ndef total(table):\n    return table['amount'].sum()\n```", cause="none")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdef")
    monkeypatch.setenv("DEVLOOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_a_frame_and_a_function_are_told_and_lent_and_nothing_else_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer(in_turn(WRONG, RIGHT)) as server, open_shell(tmp_path) as shell:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        shell.run("%load_ext devloop_nb")
        assert shell.run(DATA).ok
        done = shell.run(CELL.format(options="--context df,taxed,RATE"))
        assert done.ok, done.text
        panel = done.outputs[0].data
        sent = "\n".join(hit.prompt for hit in server.hits)
        state = shell.inner.user_ns["total_report"].state
    assert len(server.hits) == 2
    assert "amount    float64  1        1.5 .. 4.5" in sent
    assert "def taxed(amount):" in sent and "RATE is a int" in sent
    assert "ann@example.org" not in sent.replace('["ann@example.org", "bea@example.org"]', "")  # the user's own test
    for secret in SECRETS[2:]:
        assert secret not in sent
    assert "[e-mail]" in server.hits[1].prompt and "[hidden]" in server.hits[1].prompt
    assert "Given along: df, taxed, RATE, about" in panel["text/plain"]
    for each in state.requirements.given:
        assert each.told in panel["text/plain"]
        assert each.told.splitlines()[-1] in server.hits[0].prompt
    assert state.status == "success"
    assert state.modules["total"].best.outcome.verdict in ("sealed", "in-process")


def test_what_is_not_there_or_cannot_be_given_is_one_line(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        shell.run(DATA)
        told = shell.run(CELL.format(options="--context fd"))
        assert not told.ok
        assert told.lines == ["BadInput: there is no fd to give along. Did you mean 'df'?"]
        told = shell.run(CELL.format(options="--context taxed"))
        assert told.lines[0].startswith(
            "BadInput: taxed cannot be given along: it uses RATE, which only this session"
        )


def test_a_class_comes_from_the_cell_that_defines_it_and_an_example_takes_what_is_given(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("code:\n  size:\n  - |\n    def size(a):\n        return len(a.parts)\n")
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        shell.inner.run_cell(DATA, store_history=True)
        shell.run("parts = [1, 2, 3]")
        cell = "%%devloop size --lm scripted:answers.yaml --context Sum,parts\nCount the parts of a sum.\n"
        done = shell.run(f"{cell}\n>>> size(Sum(parts))\n3\n")
        assert done.ok, done.text
        state = shell.inner.user_ns["size_report"].state
        source = state.modules["size"].suite.files[0].source
        assert "def test_example_1(Sum, parts):" in source
        assert source.startswith("from devloop_given import given_Sum, given_parts\n")
        shell.run(f"%devloop accept size --write {tmp_path / 'package'}")
    assert "class Sum:" in (tmp_path / "package" / "devloop_given.py").read_text()


def test_objects_are_given_along_from_python(tmp_path: Path) -> None:
    from devloop_nb import develop

    (tmp_path / "answers.yaml").write_text("code:\n  total:\n  - |\n    def total(xs):\n        return sum(xs)\n")
    spec = "---\nname: total\n---\nAdd up numbers.\n\n>>> total(xs)\n6\n"
    report = asyncio.run(develop(spec, lm="scripted:answers.yaml", review=False, context={"xs": [1, 2, 3]}))
    assert report.status == "success"
    assert report.state.requirements.context["xs"].startswith("xs is a list; a test gets it as the argument xs")
    assert "[1, 2, 3]" in report.state.modules["total"].suite.given

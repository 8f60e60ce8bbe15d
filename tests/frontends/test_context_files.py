"""``--context FILE`` with code or notes: read by the coder within its budget, never executed, keys taken out."""

import asyncio
from pathlib import Path

import pytest
from magics_shell import open_shell
from model_server import ModelServer, chat

from devloop_nb import develop
from devloop_nb.frontends.cli.app import call
from devloop_nb.frontends.context_files import LARGEST_TEXT, given_files
from devloop_nb.values.errors import BadInput
from devloop_nb.wiring import open_session

SPEC = "Halve a number exactly.\n\n>>> half(3)\n1.5\n"
RIGHT = chat(code="```python\ndef half(x):\n    return x / 2\n```")
KEY = "sk-canary-0123456789abcdef"
HELPER = f'''"""Numbers as our house writes them."""
API_KEY = "{KEY}"
open("executed", "w").close()

def house_rule(x):
    return round(x, 3)
'''


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another-0123456789abcdef")
    monkeypatch.setenv("DEVLOOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("half.md").write_text(SPEC)
    Path("helper.py").write_text(HELPER)


def test_the_coder_reads_a_file_that_nothing_executes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["run", "half.md", "--lm", "openai/gpt-4o-mini", "--no-review", "--context", "helper.py"]
    with ModelServer(RIGHT) as server:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        assert call(command) == 0
    (hit,) = server.hits
    assert "--- helper.py ---" in hit.prompt and "def house_rule(x):" in hit.prompt
    assert KEY not in hit.prompt and "[key]" in hit.prompt
    assert "The text of helper.py, without what looks private, is told to the model" in capsys.readouterr().err
    assert not Path("executed").exists()
    assert call(["calls", "half"]) == 0
    assert "files" in capsys.readouterr().out
    assert not [path for path in Path("home").rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


def test_a_long_file_is_cut_and_the_tests_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("notes.txt").write_text("".join(f"Remark number {number} of little importance.\n" for number in range(3000)))
    monkeypatch.setenv("DEVLOOP_CONTEXT_TOKENS", "3000")
    with ModelServer(RIGHT) as server:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        notes = {"notes": Path("notes.txt")}
        report = asyncio.run(develop(SPEC, lm="openai/gpt-4o-mini", review=False, context=notes))
    (hit,) = server.hits
    assert "Remark number 0 " in hit.prompt and "Remark number 2999 " in hit.prompt
    assert "lines are left out here" in hit.prompt and "half(3)" in hit.prompt
    assert len(hit.prompt) < 3 * 3500
    (made,) = [made for made in report.state.calls.values() if made.role == "code"]
    assert [(part.rank, part.fate) for part in made.told if part.item == "files"] == [("medium", "cut")]


def test_a_cell_gives_objects_and_files_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(RIGHT) as server, open_shell(tmp_path) as shell:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        shell.run("%load_ext devloop_nb")
        shell.run("numbers = [3]")
        how = "--lm openai/gpt-4o-mini --no-review --context numbers,helper.py"
        ran = shell.run(f"%%devloop half {how}\nHalve a number exactly.\n>>> half(numbers[0])\n1.5\n")
        assert ran.ok, ran.text
        assert "helper.py" in ran.outputs[0].data["text/plain"]
    (hit,) = server.hits
    assert "--- helper.py ---" in hit.prompt and "numbers is a list" in hit.prompt
    assert not Path("executed").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.md", None, "no.md cannot be given along: there is no such file. Check its path."),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "picture.png cannot be given along: it is no text in UTF-8."),
        ("zeros.txt", b"a\0b", "it is no text in UTF-8"),
        ("long.txt", b"a" * (LARGEST_TEXT + 1), "it has 256 KiB, and 256 KiB are the most"),
        ("blank.txt", b" \n", "it is empty"),
        (".", None, ". cannot be given along: it is no file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    with pytest.raises(BadInput) as refused:
        given_files([Path(name)])
    assert says in str(refused.value)
    assert call(["run", "half.md", "--context", name]) == 2


def test_two_files_of_one_name_are_not_told_apart() -> None:
    Path("a").mkdir()
    Path("a/helper.py").write_text("x = 1\n")
    with pytest.raises(BadInput, match="two files are called helper"):
        given_files([Path("helper.py"), Path("a/helper.py")])


def test_a_form_of_a_run_does_not_take_its_files_for_requirements(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given along is no part of the spec's text."""
    with ModelServer(RIGHT) as server:
        monkeypatch.setenv("DEVLOOP_API_BASE", server.url)
        assert call(["run", "half.md", "--lm", "openai/gpt-4o-mini", "--no-review", "--context", "helper.py"]) == 0

    async def asked() -> dict[str, str]:
        session = open_session()
        try:
            found = (await session.find("half")).requirements
            return {"files": ",".join(found.files), "context": ",".join(found.context)} if found else {}
        finally:
            await session.close()

    assert asyncio.run(asked()) == {"files": "helper.py", "context": ""}

"""The words that a model is given are edited in a cell or on the command line, and make another run."""

import asyncio
from pathlib import Path

import pytest
from command_line import devloop
from magics_shell import SCALE, open_shell
from model_server import ModelServer, chat

from devloop_nb.session import Session
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

RIGHT = "```python\ndef scale(xs):\n    return [(x - min(xs)) / (max(xs) - min(xs)) for x in xs]\n```"
TEMPLATE = "tasks:\n  draft: Write $module as a sonnet would.\n"


def test_a_cell_with_a_template_is_what_the_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-secret-of-somebody-1234567890")
    asked = parse_spec(SCALE, "scale")

    async def runs(server: ModelServer, session: Session) -> None:
        settings = Settings(lm="openai/test", api_base=server.url, review=False)
        first = await session.develop(asked, settings)
        assert (await session.develop(asked, settings)).replayed
        with open_shell(tmp_path) as shell:
            shell.run("%load_ext devloop_nb")
            refused = shell.run("%%devloop_prompt code\ninstructions: Write $modul.")
            assert "there is no variable 'modul'. Did you mean 'module'?" in refused.text
            secret = shell.run("%%devloop_prompt code\ninstructions: My key is sk-a-secret-of-somebody-1234567890")
            assert "holds a secret" in secret.text
            assert shell.run(f"%%devloop_prompt code\n{TEMPLATE}").ok
            listed = shell.run("%devloop prompt").lines
            assert any(line.startswith("code ") and line.endswith("your own") for line in listed)
            assert TEMPLATE in shell.run("%devloop prompt code").text
        second = await session.develop(asked, settings)
        assert (second.replayed, second.state.run != first.state.run) == (False, True)
        assert "as a sonnet would" in server.hits[-1].prompt
        told, before = (next(iter(each.state.calls.values())).template for each in (second, first))
        assert told.startswith("code ")
        assert told != before
        assert devloop(tmp_path, "prompt", "code", "--reset").code == 0
        assert (await session.develop(asked, settings)).state.run == first.state.run

    async def story() -> None:
        session = open_session()
        try:
            with ModelServer(lambda hit: chat(code=RIGHT)) as server:
                await runs(server, session)
        finally:
            await session.close()

    asyncio.run(story())


def test_the_command_line_lists_prints_and_edits(tmp_path: Path) -> None:
    listed = devloop(tmp_path, "prompt", "--json").json["templates"]
    assert [row["name"] for row in listed] == ["plan", "tests", "code", "review", "claims"]
    (tmp_path / "mine.yaml").write_text(TEMPLATE)
    edited = devloop(tmp_path, "prompt", "code", "--edit", "mine.yaml", "--json").json["templates"][0]
    assert (edited["own"], edited["kept"]) == (True, [edited["version"]])
    assert devloop(tmp_path, "prompt", "code").out.rstrip() == TEMPLATE.rstrip()
    (tmp_path / "mine.yaml").write_text("task: {}\n")
    refused = devloop(tmp_path, "prompt", "code", "--edit", "mine.yaml")
    assert (refused.code, "a template has no 'task'. Did you mean 'tasks'?" in refused.complaint) == (2, True)
    assert devloop(tmp_path, "prompt", "--reset").code == 2

"""Commands, options and links of the documentation are there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from devloop_nb.frontends.cli.commands import app
from devloop_nb.frontends.magics.cell_options import cell_options
from devloop_nb.frontends.magics.command_options import command_options

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md")),
    *(ROOT / "examples").glob("*/README.md"),
    *(ROOT / "notebooks").glob("*.ipynb"),
]
# What stands as code: behind a backtick or another command, or alone in a line.
COMMAND = re.compile(r"(?:^ *|`|&& )devloop-nb ([^`\n#&;|>]+)", re.MULTILINE)
MAGIC = re.compile(r"(?:^ *|`)(%%?devloop) ([^`\n]+)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def text_of(page: Path) -> str:
    text = page.read_text("utf-8")
    if page.suffix != ".ipynb":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])


def flags_in(words: list[str]) -> list[str]:
    return [word.partition("=")[0].rstrip(".,:") for word in words if re.match(r"--?[a-z]", word)]


def unknown_commands(text: str) -> Iterator[str]:
    for said in COMMAND.findall(text):
        words, command = said.split(), typer.main.get_command(app)
        while words and words[0] in (inner := getattr(command, "commands", {})):
            command = inner[words.pop(0)]
        known = {name for option in command.params for name in option.opts} | {"--help"}
        if command.name == "devloop-nb" and not words[0].startswith("-"):
            yield said
        yield from (said for flag in flags_in(words) if flag not in known)


def unknown_magics(text: str) -> Iterator[str]:
    for magic, said in MAGIC.findall(text):
        words = said.split()
        parser: Any = cell_options() if magic == "%%devloop" else command_options().get(words[0])
        if parser is None or any(flag not in parser._option_string_actions for flag in flags_in(words)):
            yield said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = text_of(page)
    assert [*unknown_commands(text)] == []
    assert [*unknown_magics(text)] == []
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_what_is_not_there_is_found() -> None:
    lines = "devloop-nb doctor && devloop-nb run a.md --swiftly  # quick\n%%devloop a --odd\n%devloop status"
    text = f"`devloop-nb fly`, `%devloop fly`, `%devloop report -o a.md --far`, `devloop-nb report -o a.md`\n{lines}"
    assert [said.strip() for said in unknown_commands(text)] == ["fly", "run a.md --swiftly"]
    assert [*unknown_magics(text)] == ["fly", "report -o a.md --far", "a --odd"]

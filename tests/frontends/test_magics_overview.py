"""A bare ``%devloop``: each command once, under what one wants."""

from pathlib import Path

from magics_shell import open_shell

from devloop_nb.frontends.magics.command_options import command_options
from devloop_nb.frontends.magics.overview import GROUPS


def test_every_command_has_one_place() -> None:
    placed = [name for names in GROUPS.values() for name in names]
    assert sorted(placed) == sorted(command_options())


def test_a_bare_devloop_says_what_there_is_in_short_lines(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        said = shell.run("%devloop")
    assert said.ok
    assert "%devloop? explains" in said.lines[0]
    assert max(map(len, said.lines)) < 100
    assert any(line.split()[:2] == ["steer", "stop"] for line in said.lines)

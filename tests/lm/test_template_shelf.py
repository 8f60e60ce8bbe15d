"""Templates of one's own: kept in all their versions, refused where they are wrong, and given back."""

from pathlib import Path

import pytest

from devloop_nb.lm.template import NAMES, template_of
from devloop_nb.lm.template_shelf import TemplateShelf, own_versions
from devloop_nb.specs.workspace import write_files
from devloop_nb.values.errors import BadSetting, NotFound

FIRST, SECOND = ("tasks:\n  draft: Write $module {how}.\n".replace("{how}", how) for how in ("well", "plainly"))


def shelf(folder: Path) -> TemplateShelf:
    return TemplateShelf(folder, write_files, lambda text: text.replace("sk-secret", "[KEY]"))


def test_each_version_is_kept_and_can_be_had_again(tmp_path: Path) -> None:
    ours = shelf(tmp_path).row("code")
    assert (ours.own, ours.kept) == (False, ())
    first = shelf(tmp_path).keep("code", FIRST)
    second = shelf(tmp_path).keep("code", SECOND)
    assert second.own
    assert second.kept == (first.version, second.version)
    assert template_of("code", str(tmp_path)).tasks["draft"] == "Write $module plainly."
    assert shelf(tmp_path).text("code") == SECOND
    assert shelf(tmp_path).text("code", first.version[:4]) == FIRST
    back = shelf(tmp_path).reset("code")
    assert (back.version, back.own, len(back.kept)) == (ours.version, False, 2)


def test_a_file_that_was_written_by_hand_is_a_version_too(tmp_path: Path) -> None:
    (tmp_path / "code.yaml").write_text(FIRST)
    by_hand = shelf(tmp_path).row("code").version
    assert shelf(tmp_path).keep("code", SECOND).kept[0] == by_hand


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_can_be_put_back_and_changes_nothing(tmp_path: Path, name: str) -> None:
    printed = shelf(tmp_path).text(name)
    assert all(f"${variable}" in printed.splitlines()[0] for variable in template_of(name).variables)
    assert shelf(tmp_path).keep(name, printed).version == template_of(name).version
    assert own_versions(str(tmp_path)) == {}


def test_a_wrong_one_leaves_everything_as_it_was(tmp_path: Path) -> None:
    shelf(tmp_path).keep("code", FIRST)
    with pytest.raises(BadSetting, match="there is no variable 'modul'"):
        shelf(tmp_path).keep("code", "instructions: Write $modul.")
    with pytest.raises(BadSetting, match="holds a secret"):
        shelf(tmp_path).keep("code", "instructions: The key is sk-secret.")
    with pytest.raises(BadSetting, match="is empty"):
        shelf(tmp_path).keep("code", "\n")
    with pytest.raises(NotFound, match="Did you mean 'code'"):
        shelf(tmp_path).keep("cod", SECOND)
    with pytest.raises(NotFound, match="no version 'ffff'"):
        shelf(tmp_path).text("code", "ffff")
    assert shelf(tmp_path).text("code") == FIRST
    assert list(own_versions(str(tmp_path))) == ["code"]

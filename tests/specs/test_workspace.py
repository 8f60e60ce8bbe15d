"""Files are written whole or not at all, and nowhere but in their folder."""

import resource
from pathlib import Path

import pytest

from devloop_nb.specs.workspace import write_files
from devloop_nb.values.errors import BadInput, EnvironmentProblem


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "package"
    files = {"scale.py": "x = 'é'\r\n", "test_scale.py": "", "a b.py": "y\n"}
    assert write_files(folder, files) == tuple(folder / name for name in files)
    assert {path.name: path.read_bytes().decode() for path in folder.iterdir()} == files


def test_files_are_replaced_and_get_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "scale.py").write_text("old")
    plain = tmp_path / "plain"
    plain.touch()
    write_files(tmp_path, {"scale.py": "new"})
    assert (tmp_path / "scale.py").read_text() == "new"
    assert (tmp_path / "scale.py").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("name", ["../x.py", "/etc/x", "a/b.py", "..", ".", "", "a\\b.py", "a\0b"])
def test_a_name_that_is_a_path_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="no plain file name"):
        write_files(tmp_path / "out", {"good.py": "", name: ""})
    assert list(tmp_path.iterdir()) == []


def test_links_are_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "scale.py").symlink_to(tmp_path / "precious")
    write_files(tmp_path, {"scale.py": "code"})
    assert (tmp_path / "precious").read_text() == "mine"
    assert not (tmp_path / "scale.py").is_symlink()


def test_what_cannot_be_written_leaves_the_old_files_and_no_parts(tmp_path: Path) -> None:
    (tmp_path / "scale.py").write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(EnvironmentProblem, match="cannot write into"):
            write_files(tmp_path, {"scale.py": "new", "large.py": "x" * 20_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in tmp_path.iterdir()] == ["scale.py"]
    assert (tmp_path / "scale.py").read_text() == "old"


def test_a_folder_in_the_place_of_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "scale.py").mkdir()
    with pytest.raises(EnvironmentProblem, match="cannot write into") as caught:
        write_files(tmp_path, {"scale.py": "x"})
    assert caught.value.mend
    assert [path.name for path in tmp_path.iterdir()] == ["scale.py"]

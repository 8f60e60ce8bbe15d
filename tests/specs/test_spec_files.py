"""Specs are read from files and folders; what cannot be read is said in one line with its path."""

import os
import socket
from pathlib import Path

import pytest

from devloop_nb.specs.files import name_for, read_specs
from devloop_nb.values.errors import BadInput, BadSpec, NotFound
from devloop_nb.values.spec_text import format_spec


def test_a_file_is_a_spec_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "min-max.md"
    path.write_text("Find both ends.\n")
    (spec,) = read_specs([path])
    assert (spec.name, spec.goal) == ("min_max", "Find both ends.")
    path.write_text(format_spec(spec.model_copy(update={"name": "ends"})))
    assert read_specs([path])[0].name == "ends"


def test_a_folder_is_its_specs_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "README.md", "readme.md", "notes.txt", "c/spec.md", "c/other.md", "d/e/spec.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Do {name}.")
    assert [spec.goal for spec in read_specs([tmp_path])] == ["Do a.md.", "Do b.md.", "Do c/spec.md."]
    assert [spec.name for spec in read_specs([tmp_path / "d" / "e", tmp_path / "a.md"])] == ["e", "a"]


def test_windows_files_are_read_like_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff---\r\ngoal: größer\r\n---\r\n- eins\r\n".encode())
    (spec,) = read_specs([tmp_path])
    assert (spec.goal, spec.criteria) == ("größer", ("eins",))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("scale.md", "scale"),
        ("Min Max.md", "min_max"),
        ("01-scale.md", "scale"),
        ("42.md", "_42"),
        ("é.md", "_"),
        ("x" * 90 + ".md", "x" * 60),
        ("tasks/mean/spec.md", "mean"),
    ],
)
def test_a_file_name_becomes_a_module_name(tmp_path: Path, file: str, name: str) -> None:
    assert name_for(tmp_path / file) == name


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


BAD = {
    "fifo": (_fifo, "this is no ordinary file"),
    "socket": (_socket, "this is no ordinary file"),
    "folder-like": (lambda path: path.mkdir(), "holds no spec"),
    "absent": (lambda path: None, "there is no file"),
    "too-large": (lambda path: path.write_bytes(b"a" * (1 << 20) + b"b"), "larger than 1 MB"),
    "cp1252": (lambda path: path.write_bytes("ok\ngrößer".encode("cp1252")), "line 2 is no UTF-8 text"),
    "image": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0"), "line 1 is no UTF-8 text"),
    "yaml": (lambda path: path.write_text("---\ngoal: a: b\n---\n"), "the front matter is no YAML in line 2"),
    "loop": (lambda path: path.symlink_to(path), "there is no file"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_spec_is_refused_with_its_path(tmp_path: Path, kind: str) -> None:
    make, says = BAD[kind]
    path = tmp_path / f"{kind}.md"
    make(path)
    with pytest.raises((BadSpec, NotFound)) as caught:
        read_specs([path])
    assert says in caught.value.line
    assert str(path) in caught.value.line
    assert caught.value.mend
    assert "\n" not in caught.value.line


def test_a_device_that_never_ends_is_refused() -> None:
    with pytest.raises(BadSpec, match="no ordinary file"):
        read_specs([Path("/dev/zero")])


def test_two_specs_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("scale.md", "Scale.md"):
        (tmp_path / name).write_text("Scale.")
    with pytest.raises(BadSpec, match=r"Scale\.md and .*scale\.md are both called 'scale'"):
        read_specs([tmp_path])


def test_a_link_in_a_folder_may_not_lead_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "private").write_text("my key")
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / "a.md").symlink_to(tmp_path / "private")
    with pytest.raises(BadSpec, match="leads out of its folder"):
        read_specs([folder])
    (folder / "a.md").unlink()
    (folder / "a.md").write_text("Do a.")
    (tmp_path / "here").symlink_to(folder)
    assert [spec.name for spec in read_specs([tmp_path / "here"])] == ["a"]
    (tmp_path / "alias.md").symlink_to(folder / "a.md")
    assert [spec.name for spec in read_specs([tmp_path / "alias.md"])] == ["alias"]


def test_a_path_that_is_too_long_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_specs([tmp_path / ("x" * 300)])

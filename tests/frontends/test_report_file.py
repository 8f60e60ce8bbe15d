"""A report as an object, and as a file."""

import json
from pathlib import Path

import nbformat
import pytest
from report_states import failing, solved

from devloop_nb.frontends.report.report import Report
from devloop_nb.values.errors import BadInput


def test_what_it_holds() -> None:
    report = Report(solved(), Path("/code"))
    assert (report.status, report.score, list(report.modules)) == ("success", 1.0, ["scale"])
    assert report.summary.modules[0].path == str(Path("/code/scale.py"))
    assert report.code["scale"].startswith("def scale(xs):")
    assert json.loads(json.dumps(report.to_dict()))["report"]["modules"][0]["attempts"][2]["score"] == 1.0


def test_what_a_notebook_shows() -> None:
    bundle = Report(failing())._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "median: failed" in bundle["text/plain"]
    assert "<script" not in bundle["text/html"] and len(bundle["text/html"]) < 20_000


@pytest.mark.parametrize("name", ["report.md", "report.HTML", "new/folder/report.ipynb"])
def test_it_is_written_by_its_suffix(tmp_path: Path, name: str) -> None:
    path = Report(solved()).save(tmp_path / name)
    text = path.read_text("utf-8")
    assert "test_scale.py::test_empty" in text and "linearly" in text
    assert [file.name for file in path.parent.iterdir()] == [path.name], "nothing is left beside it"
    if path.suffix == ".ipynb":
        nbformat.validate(nbformat.read(path, 4))


def test_an_unknown_suffix_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"Its name must end in \.md, \.html, \.ipynb"):
        Report(solved()).save(tmp_path / "report.pdf")


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        Report(solved()).save(tmp_path / "file" / "report.md")

"""``devloop-nb test``: outcomes, exit codes, and code that misbehaves."""

from pathlib import Path

import pytest
from command_line import devloop

from devloop_nb.kernels.fence.tier import fence_tier

TESTS = """from scale import scale

def test_ends():
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]

def test_empty():
    assert scale([]) == []
"""
GOOD = """def scale(xs):
    low, high = min(xs, default=0), max(xs, default=0)
    return [(x - low) / (high - low) for x in xs]
"""


def files(folder: Path, code: str, tests: str = TESTS) -> tuple[str, ...]:
    (folder / "scale.py").write_text(code, "utf-8")
    (folder / "test_scale.py").write_text(tests, "utf-8")
    return "test", "--code", "scale.py", "test_scale.py"


def test_all_passed(tmp_path: Path) -> None:
    told = devloop(tmp_path, *files(tmp_path, GOOD), "--json")
    assert (told.code, told.err) == (0, "")
    assert told.json["status"] == "passed"
    assert told.json["verdict"] == ("sealed" if fence_tier().value == 2 else "in-process")
    assert [(case["id"], case["outcome"]) for case in told.json["tests"]] == [
        ("test_scale.py::test_ends", "passed"),
        ("test_scale.py::test_empty", "passed"),
    ]
    assert all(set(case) == {"id", "outcome", "seconds", "peak_mib", "message"} for case in told.json["tests"])
    assert told.json["seconds"] > 0 and set(told.json["receipt"]["sources"]) == {"scale"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scale.py", "test_scale.py"], "nothing is left behind"


def test_a_failure_is_named(tmp_path: Path) -> None:
    told = devloop(tmp_path, *files(tmp_path, "def scale(xs): return xs\n"))
    assert told.code == 4
    assert "test_scale.py::test_ends" in told.out and "failed" in told.out and "1 of 2 passed" in told.out


def test_several_code_files(tmp_path: Path) -> None:
    (tmp_path / "bounds.py").write_text("def bounds(xs): return (min(xs), max(xs)) if xs else (0, 0)\n")
    code = "from bounds import bounds\n" + GOOD.replace("min(xs, default=0), max(xs, default=0)", "bounds(xs)")
    assert devloop(tmp_path, *files(tmp_path, code), "--code", "bounds.py").code == 0


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys\nsys.exit(3)\n", "SystemExit"),
        ("import os\nos._exit(0)\n", "ended"),
        ("def scale(xs:\n", "scale"),
        ("", "scale"),
        ("import os\ndef scale(xs):\n    os._exit(0)\n", "ended"),
        ("def scale(xs):\n    raise SystemExit(0)\n", "SystemExit"),
    ],
    ids=["exits", "ends the process", "does not parse", "is empty", "ends the process in a test", "exits in a test"],
)
def test_code_that_misbehaves_is_a_result(tmp_path: Path, code: str, says: str) -> None:
    told = devloop(tmp_path, *files(tmp_path, code), "--json")
    assert told.code == 4 and told.json["status"] != "passed"
    said = " ".join([told.json["message"], *(case["message"] for case in told.json["tests"])])
    assert says in said, said


def test_an_endless_loop_is_ended(tmp_path: Path) -> None:
    code = "def scale(xs):\n    while not xs:\n        pass\n    return [0.0, 0.5, 1.0]\n"
    told = devloop(tmp_path, *files(tmp_path, code), "--test-seconds", "1", "--json")
    assert told.code == 4
    assert {case["id"]: case["outcome"] for case in told.json["tests"]}["test_scale.py::test_empty"] == "timeout"


def test_a_test_file_that_does_not_parse_is_named_with_its_line(tmp_path: Path) -> None:
    told = devloop(tmp_path, *files(tmp_path, GOOD, "import scale\ndef test_x(:\n    pass\n"))
    assert (told.code, told.out) == (2, "")
    assert "test_scale.py, line 2" in told.complaint and "nothing was run" in told.complaint


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--code", "none.py", "test_scale.py"), "there is no file none.py"),
        (("--code", "scale.py", "none.py"), "there is no file none.py"),
        (("--code", "scale.py", "latin.py"), "UTF-8"),
        (("--code", "my-code.py", "test_scale.py"), "Rename it"),
        (("--code", "scale.py", "test_scale.py", "--test-seconds", "0"), "test_seconds"),
        (("--code", "scale.py", "test_scale.py", "more/test_scale.py"), "same name"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    files(tmp_path, GOOD)
    (tmp_path / "latin.py").write_bytes(b"# gr\xfc\xdfe\n")
    (tmp_path / "my-code.py").write_text("")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/test_scale.py").write_text(TESTS)
    told = devloop(tmp_path, "test", *arguments)
    assert told.code == 2 and says in told.complaint
    error = devloop(tmp_path, "test", *arguments, "--json").json["error"]
    assert set(error) == {"what", "why", "mend"} and error["mend"]

"""Packages that are missing: found before anything runs, installed by permission alone, with a real pip."""

import contextlib
import json
import os
import threading
from pathlib import Path

import pytest
from package_index import Machine, write_wheel

SPEC = """---
name: shout
goal: Shout a word so that everybody hears it
libraries: {dl-loud: [louder]}
---
## Tests
```python
from shout import shout
from dl_loud import MARK

def test_shout():
    assert shout("hey") == "HEY" + MARK
```
"""
HUM = "---\nNAME\n---\nHum a word to yourself.\n>>> hum('h')\n'hm'\n"
CODE = "from dl_loud import louder\n\ndef shout(word):\n    return louder(word)\n"
LOUD = {"dl_loud.py": "MARK = '!'\ndef louder(word): return word.upper() + MARK\n"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine.make(tmp_path_factory.mktemp("machine"))


@pytest.fixture
def machine(base: Machine) -> Machine:
    """The same environment for every test, without what the last one installed."""
    for path in [*base.wheels.iterdir(), *(base.folder / "venv").glob("lib/python*/site-packages/dl_*")]:
        for file in sorted(path.rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
        path.rmdir() if path.is_dir() else path.unlink()
    assert not base.has("dl_loud")
    return base


def spec(machine: Machine, text: str = SPEC, code: str = CODE) -> tuple[Path | str, ...]:
    (machine.folder / "shout.md").write_text(text, "utf-8")
    (machine.folder / "shout.json").write_text(json.dumps({"code": {"shout": [code]}}), "utf-8")
    return "run", "shout.md", "--lm", f"scripted:{machine.folder / 'shout.json'}", "--rerun"


def test_a_missing_library_stops_it_before_anything_is_stored(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD)
    told = machine.devloop(*spec(machine), "--home", machine.folder / "fresh")
    assert told.code == 5
    assert "shout: the requirements name dl_loud, which is not installed" in told.complaint
    assert "pip install dl-loud, or allow it: --install dl-loud" in told.complaint
    assert not machine.has("dl_loud")
    assert machine.devloop("history", "--json", "--home", machine.folder / "fresh").json == {"runs": []}


def test_with_permission_it_is_installed_and_stored(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD, requires="dl-quiet")
    write_wheel(machine.wheels, "dl-quiet", {"dl_quiet.py": "x = 1\n"})
    told = machine.devloop(*spec(machine), "--json", "--install")
    assert (told.code, told.json["runs"][0]["status"]) == (0, "success"), told.err
    assert machine.has("dl_loud") and machine.has("dl_quiet")
    assert "installed dl-loud 1.0: 0.0 MiB in" in told.err and "installed dl-quiet 1.0" in told.err
    again = machine.devloop(*spec(machine), "--json")
    assert again.code == 0 and "installed dl-loud" not in again.err


def test_a_kernel_that_was_there_before_sees_what_was_installed(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD)
    (machine.folder / "hum.md").write_text("name: hum\n".join(HUM.split("NAME\n")), "utf-8")
    code = {"hum": ["def hum(word): return word + 'm'\n"], "shout": [CODE]}
    *_, rerun = spec(machine)
    (machine.folder / "both.json").write_text(json.dumps({"code": code}), "utf-8")
    both = ("run", "hum.md", "shout.md", "--lm", f"scripted:{machine.folder / 'both.json'}")
    told = machine.devloop(*both, rerun, "--json", "--install", "dl-loud")
    assert [run["status"] for run in told.json["runs"]] == ["success", "success"], told.err
    assert told.err.index("hum: success") < told.err.index("installed dl-loud")


def test_what_is_large_needs_its_own_word(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD, requires="dl-heavy")
    write_wheel(machine.wheels, "dl-heavy", {"dl_heavy.py": "x = 1\n", "dl_heavy.txt": "0" * 11 * 2**20})
    told = machine.devloop(*spec(machine), "--install")
    assert told.code == 5
    assert "dl-heavy 1.0 was not installed: it takes 11 MiB" in told.complaint
    assert "--install dl-loud,dl-heavy" in told.complaint
    assert not machine.has("dl_loud") and not machine.has("dl_heavy")
    named = machine.devloop(*spec(machine), "--json", "--install", "dl-loud,dl-heavy")
    assert named.code == 0, named.err
    assert machine.has("dl_heavy") and "installed dl-heavy 1.0: 11.0 MiB" in named.err


def test_the_table_of_authority_may_let_large_packages_pass(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD, requires="dl-heavy")
    write_wheel(machine.wheels, "dl-heavy", {"dl_heavy.py": "x = 1\n", "dl_heavy.txt": "0" * 11 * 2**20})
    told = machine.devloop(*spec(machine), "--install", DEVLOOP_AUTHORITY="dependency=ask 0 approve")
    assert told.code == 0, told.err
    assert "Install dl-heavy all the same?" in told.err and "dependency approved because nobody" in told.err
    assert machine.has("dl_heavy")


def test_never_means_never(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD)
    told = machine.devloop(*spec(machine), DEVLOOP_INSTALL="never")
    assert told.code == 5 and "--install" not in told.complaint and "pip install dl-loud" in told.complaint
    assert machine.devloop(*spec(machine), "--install", DEVLOOP_INSTALL="never").code == 0, "an argument wins"


def test_what_pip_cannot_find_is_one_line_and_shows_no_password(machine: Machine) -> None:
    told = machine.devloop(*spec(machine), "--install")
    assert told.code == 5
    assert "dl-loud cannot be installed: No matching distribution found for dl-loud" in told.complaint
    index = {"PIP_INDEX_URL": "http://user:hunter2hunter2@127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    told = machine.devloop(*spec(machine), "--install", PIP_NO_INDEX="", PIP_FIND_LINKS="", **index)
    assert told.code == 5 and "dl-loud cannot be installed" in told.complaint
    assert "hunter2" not in told.err + told.out
    stored = b"".join(file.read_bytes() for file in (machine.folder / ".devloop").glob("devloop.db*"))
    assert b"hunter2" not in stored


def test_a_distribution_without_the_module_is_said(machine: Machine) -> None:
    write_wheel(machine.wheels, "dl-loud", {"dl_else.py": ""})
    told = machine.devloop(*spec(machine), "--install")
    assert told.code == 5 and "dl-loud is installed, but brings no module dl_loud" in told.complaint


def test_a_wrong_permission_is_wrong_use(machine: Machine) -> None:
    told = machine.devloop(*spec(machine), "--install", "never,ask")
    assert told.code == 2 and "install" in told.complaint


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 5)])
def test_somebody_who_is_there_is_asked(machine: Machine, answer: str, code: int) -> None:
    write_wheel(machine.wheels, "dl-loud", LOUD)
    ours, theirs = os.openpty()
    process = machine.start(*spec(machine), stdin=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    while b"[y/N]" not in said:
        said += os.read(ours, 1000)
    assert b"shout: the requirements name dl_loud, which is not installed. Install dl-loud with pip" in said
    os.write(ours, f"{answer}\n".encode())
    drain = threading.Thread(target=_read_all, args=(ours,), daemon=True)
    drain.start()
    assert process.wait(timeout=120) == code
    assert machine.has("dl_loud") is (code == 0)
    drain.join(5)
    os.close(ours)


def _read_all(terminal: int) -> None:
    with contextlib.suppress(OSError):  # The other end is closed.
        while os.read(terminal, 1000):
            pass

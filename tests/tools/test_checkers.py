"""Real ruff and mypy over real files, and code that would rather not be looked at."""

import asyncio
from pathlib import Path
from textwrap import dedent

from devloop_nb.tools.checkers import Checkers
from devloop_nb.tools.health import tools_health
from devloop_nb.tools.quiet import without_comments
from devloop_nb.values.gate import Checked

ALL = ("security", "style", "complexity", "types")


def checked(source: str, gates: tuple[str, ...] = ALL, name: str = "a", **others: str) -> dict[str, Checked]:
    sources = {name: dedent(source), **others}
    return asyncio.run(Checkers().check(name, sources, gates, complexity=10))


def rules(checks: Checked) -> set[tuple[int, str, str]]:
    return {(found.line, found.rule, found.severity) for found in checks.findings}


def test_tools_say_what_they_find_with_lines_and_rules() -> None:
    told = checked(
        """
        import os
        def f(text):
            return eval(text)
        """.lstrip("\n")
    )
    assert rules(told["style"]) == {(1, "F401", "error")}
    assert rules(told["security"]) == {(3, "S307", "error")}
    assert (2, "no-untyped-def", "error") in rules(told["types"])
    assert told["complexity"].findings == ()
    assert {found.file for each in told.values() for found in each.findings} == {"a.py"}


def test_complexity_is_counted() -> None:
    branches = "".join(f"    if x == {number}:\n        x += 1\n" for number in range(11))
    told = checked(f"def f(x: int) -> int:\n{branches}    return x\n", ("complexity",))
    assert rules(told["complexity"]) == {(1, "C901", "error")}
    assert list(told) == ["complexity"]


def test_comments_for_tools_are_not_read() -> None:
    told = checked("""
        # ruff: noqa
        # mypy: ignore-errors
        import os  # noqa: F401
        def f(text):  # type: ignore[no-untyped-def]
            return eval(text)  # noqa: S307  # nosec
        """)
    assert (4, "F401", "error") in rules(told["style"])
    assert (6, "S307", "error") in rules(told["security"])
    assert (5, "no-untyped-def", "error") in rules(told["types"])


def test_modules_that_bear_the_names_of_tools_and_their_files_change_nothing() -> None:
    bad = "import os\ndef f(x):\n    return eval(x)\n"
    takers = dict.fromkeys(("mypy", "ruff", "sitecustomize", "conftest", "json"), "raise SystemExit('taken')\n")
    told = checked(bad, name="ruff_toml", **takers, pyproject="[tool.ruff]\nlint.select = []\n")
    assert [found.rule for found in told["security"].findings] == ["S307"]
    assert told["types"].problem == ""
    assert told["types"].findings


def test_what_does_not_parse_passes_nothing() -> None:
    told = checked("def f(:\n")
    assert told["style"].findings
    assert told["types"].findings or told["types"].problem


def test_the_rest_of_a_file_stays_where_it_was() -> None:
    source = 'x = "# no comment"  # one\n\n\ndef f():  # two\n    return """\n# text\n"""\n'
    assert without_comments(source) == 'x = "# no comment"\n\n\ndef f():\n    return """\n# text\n"""\n'


def test_code_that_hides_behind_a_carriage_return_is_seen() -> None:
    told = checked("def f(x):\n    return x  # nothing\r    eval(x)\n\x0cdef g(x):\n    return eval(x)  # noqa\n")
    assert [found.rule for found in told["security"].findings] == ["S307", "S307"]


def test_the_doctor_knows_the_tools() -> None:
    health = tools_health({"types": "block"})
    assert health.ok
    assert all(f"{tool} " in health.says and f"no {tool}" not in health.says for tool in ("ruff", "mypy", "coverage"))


def test_nothing_is_run_while_it_is_checked(tmp_path: Path) -> None:
    told = checked(
        f"from pathlib import Path\nPath({str(tmp_path / 'ran')!r}).write_text('x')\nraise SystemExit(3)\n"
    )
    assert not any(each.problem for each in told.values())
    assert not (tmp_path / "ran").exists()

"""``devloop-nb form`` and ``run --context`` in a real process."""

import json
import subprocess
from pathlib import Path

import yaml
from command_line import COMMAND

from devloop_nb.values.requirements import Performance
from devloop_nb.values.spec_text import parse_spec

ANSWERS = """Add up the amounts in a table

one sum


pandas: sum


0 for an empty table
the table is not changed


O(whatever)

50
total(table)
>>> total(sales)
4.0

def test_it(sales):
    assert total(sales) == 4.0


O(n)
"""


def form(folder: Path, said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "form", "total.md"],
        cwd=folder,
        input=said,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_questions_are_asked_in_order_and_make_a_spec_that_runs_with_data(tmp_path: Path) -> None:
    ended = form(tmp_path, ANSWERS)
    assert ended.returncode == 0, ended.stderr
    asked = [line for line in ended.stderr.splitlines() if line.endswith(")") and not line.startswith(" ")]
    assert [line.partition(":")[0] for line in asked] == [
        *("Goal", "Algorithmic approach", "Technologies", "Libraries", "Documentation"),
        *("Acceptance criteria", "Constraints", "Growth", "Seconds", "Memory", "Called as", "Anything else"),
        *("Your tests", "Hidden tests", "Growth"),
    ]
    assert "error: the growth class 'O(whatever)' is not one that can be measured" in ended.stderr
    spec = parse_spec((tmp_path / "total.md").read_text())
    assert (spec.name, spec.goal, spec.approach) == ("total", "Add up the amounts in a table", "one sum")
    assert spec.libraries == {"pandas": ("sum",)}
    assert spec.criteria == ("0 for an empty table", "the table is not changed")
    assert spec.performance == Performance(time="O(n)", memory_mib=50)
    assert spec.tests == ("def test_it(sales):\n    assert total(sales) == 4.0\n",)

    (tmp_path / "sales.csv").write_text("who,mail,amount\nAnn,ann@example.org,1.5\nBea,x,2.5\n")
    code = "def total(table):\n    return float(table['amount'].sum())\n"
    (tmp_path / "answers.yaml").write_text(yaml.safe_dump({"code": {"total": [code]}}))
    (tmp_path / "total.md").write_text((tmp_path / "total.md").read_text().replace("O(n)", "''"))
    command = [COMMAND, "run", "total.md", "--lm", "scripted:answers.yaml", "--context", "sales.csv", "--json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
    assert ran.returncode == 0, ran.stderr
    (told,) = json.loads(ran.stdout)["runs"]
    assert told["status"] == "success"
    assert "sales is a pandas DataFrame" in ran.stderr and "[e-mail]" in ran.stderr
    assert "ann@example.org" not in ran.stderr


def test_an_end_of_the_input_writes_nothing(tmp_path: Path) -> None:
    ended = form(tmp_path, "Halve a number\n")
    assert ended.returncode == 2
    assert "devloop-nb: the input has ended before the questions. Nothing was written." in ended.stderr
    assert not (tmp_path / "total.md").exists()


def test_a_file_that_cannot_be_given_along_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "half.md").write_text("Halve a number.\n")
    (tmp_path / "data.json").write_text("{")
    for file, says in (
        ("data.json", "is no JSON"),
        ("data.parquet", "cannot be given along"),
        ("no.csv", "cannot be"),
    ):
        command = [COMMAND, "run", "half.md", "--context", file]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 2
        assert says in ended.stderr and ended.stderr.count("\n") == 1

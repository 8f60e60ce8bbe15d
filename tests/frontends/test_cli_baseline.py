"""``run --baseline`` and ``bench solve``: the loop beside independent samples."""

from pathlib import Path

import yaml
from command_line import devloop

SPEC = """Halve a number.

## Tests
```python
from half import half
def test_even(): assert half(4) == 2
def test_odd(): assert half(3) == 1.5
```
"""
WRONG, ROUNDED, RIGHT = (f"def half(x):\n    return {how}\n" for how in ("x", "x // 2", "x / 2"))


def script(folder: Path, *code: str) -> str:
    (folder / "half.md").write_text(SPEC)
    (folder / "answers.yaml").write_text(yaml.safe_dump({"code": {"half": list(code)}}))
    return "scripted:answers.yaml"


def test_the_control_group_draws_as_often_as_the_loop_tried(tmp_path: Path) -> None:
    lm = script(tmp_path, WRONG, ROUNDED, RIGHT)
    told = devloop(tmp_path, "run", "half.md", "--lm", lm, "--baseline", "--json")
    assert told.code == 0
    [control] = told.json["baseline"]
    assert control["samples"] == [0.0, 0.5, 1.0]
    assert control["run"] != told.json["runs"][0]["run"]
    shown = devloop(tmp_path, "run", "half.md", "--lm", lm, "--baseline")
    assert "independent samples at equal cost" in shown.out
    assert "0.50" in shown.out


def test_bench_solve_counts_for_each_seed_and_way(tmp_path: Path) -> None:
    lm = script(tmp_path, WRONG, RIGHT)
    told = devloop(tmp_path, "bench", "solve", "half.md", "--lm", lm, "--calls", "2", "--seeds", "2", "--json")
    assert told.code == 0
    ways = told.json["ways"]
    assert ways["loop"]["solved"] == ways["best of 2"]["solved"] == {"0": 1, "1": 1}
    assert ways["single call"]["solved"] == {"0": 0, "1": 0}
    assert told.json["gain"] == {"mean": 0, "interval": [0, 0]}
    assert len(told.json["trials"]) == 4
    shown = devloop(tmp_path, "bench", "solve", "half.md", "--lm", lm, "--calls", "2", "--seeds", "2")
    assert "best of 2" in shown.out

"""The real console script in a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("devloop-nb"))
SPEC = """---
name: clamp
goal: Keep a number between two bounds
entry: clamp(x, low, high)
---
## Tests
```python
from clamp import clamp

def test_inside():
    assert clamp(5, 0, 10) == 5

def test_below():
    assert clamp(-5, 0, 10) == 0

def test_above():
    assert clamp(15, 0, 10) == 10
```
## Hidden tests
```python
from clamp import clamp

def test_edges():
    assert [clamp(0, 0, 1), clamp(1, 0, 1)] == [0, 1]
```
"""
GOOD = "def clamp(x, low, high):\n    return max(low, min(x, high))\n"
HALF = "def clamp(x, low, high):\n    return max(low, x)\n"
BAD = "def clamp(x, low, high):\n    return None\n"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout, which must hold one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The only line on stderr that is an error."""
        lines = [line for line in self.err.splitlines() if line.startswith("devloop-nb: ")]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err + self.out
        return lines[0]


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DEVLOOP_")}
    return kept | {"NO_COLOR": "1", "COLUMNS": "120"} | more


def devloop(folder: Path, *arguments: str | Path, **more: str) -> Ended:
    """Runs a command line in ``folder``."""
    command = [COMMAND, *map(str, arguments)]
    told = subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, text=True, timeout=180, check=False
    )
    return Ended(told.returncode, told.stdout, told.stderr)


def write_spec(folder: Path, *answers: str, name: str = "clamp") -> tuple[Path, str]:
    """A spec and the ``--lm`` of a script that answers it."""
    spec, script = folder / f"{name}.md", folder / f"{name}.yaml"
    spec.write_text(SPEC.replace("clamp", name), "utf-8")
    script.write_text(json.dumps({"code": {name: [answer.replace("clamp", name) for answer in answers]}}), "utf-8")
    return spec, f"scripted:{script}"

"""The two suites that are run: a tiny one, and one that imports numpy and pandas."""

from dataclasses import dataclass
from pathlib import Path

from devloop_nb.values.suite import Suite, SuiteFile

_TESTS = "".join(f"def test_{number}():\n    assert scale({number}) == {2 * number}\n\n\n" for number in range(5))
_REPORT = "import ipytest\nipytest.autoconfig()\n"
PASSED = "5 passed"


@dataclass(frozen=True)
class Workload:
    """One module with five tests; ``packages`` are what it imports."""

    name: str
    code: str
    packages: tuple[str, ...] = ()

    @property
    def suite(self) -> Suite:
        """As this project runs it."""
        source = f"from scale import scale\n\n\n{_TESTS}"
        return Suite(module="scale", files=(SuiteFile(name="test_scale.py", source=source, provenance="user"),))

    @property
    def cells(self) -> tuple[str, str]:
        """As a notebook runs it: the code in one cell, its tests in the next."""
        return self.code, f"{_REPORT}{_TESTS}ipytest.run()\n"

    def write(self, folder: Path) -> None:
        """As pytest runs it."""
        (folder / "scale.py").write_text(self.code)
        (folder / "test_scale.py").write_text(self.suite.files[0].source)
        (folder / "pytest.ini").write_text("[pytest]\n")


TINY = Workload("tiny", "def scale(x):\n    return 2 * x\n")
NUMERIC = Workload(
    "numpy and pandas",
    "import numpy as np\nimport pandas as pd\n\n\ndef scale(x):\n"
    "    return int(pd.Series(np.array([x]) * 2).iloc[0])\n",
    ("numpy", "pandas"),
)

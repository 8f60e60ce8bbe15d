"""Writes files that steer pytest, and modules that stand before others.

Ends: failed, wrong
"""

from pathlib import Path

Path("conftest.py").write_text("def pytest_collection_modifyitems(items): items.clear()")
Path("pytest.ini").write_text("[pytest]\naddopts = --collect-only")
for name in ("pytest", "json", "random", "_pytest", "sitecustomize"):
    Path(f"{name}.py").write_text("import os; os._exit(0)")


def run():
    raise AssertionError("wrong")

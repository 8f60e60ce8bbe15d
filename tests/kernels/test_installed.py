"""What kernels would find, asked without importing it."""

import asyncio
import sys

from devloop_nb.kernels.installed import InstalledPackages


def test_what_is_there_and_what_is_not(tmp_path, monkeypatch):
    (tmp_path / "dl_here.py").write_text("raise SystemExit('it was imported')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    packages = InstalledPackages()
    assert asyncio.run(packages.absent(["numpy", "pytest", "devloop_nb"])) == frozenset()
    # A kernel has neither this folder nor PYTHONPATH.
    assert asyncio.run(packages.absent(["numpy", "dl_here", "dl_nowhere"])) == {"dl_here", "dl_nowhere"}
    assert asyncio.run(packages.absent([])) == frozenset()
    assert "dl_here" not in sys.modules

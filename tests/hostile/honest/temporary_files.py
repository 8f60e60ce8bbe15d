"""Writes temporary files, by tempfile and by the usual name.

Ends: passed
"""

import os
import tempfile
from pathlib import Path


def run():
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile(dir=folder) as file:
        file.write(b"x" * 10**6)
        os.rename(Path("program.py").absolute(), Path(folder, "moved"))
    Path("/tmp/well-known").write_text("text")
    assert Path("/tmp/well-known").read_text() == "text"
    Path("~/.config").expanduser().mkdir()

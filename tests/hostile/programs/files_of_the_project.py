"""Reads notebook, database and connection files.

Ends: failed, FileNotFoundError
"""

from pathlib import Path


def run():
    home = Path(OUTSIDE["home"])
    for name in (
        "work.ipynb",
        ".devloop/devloop.db",
        ".local/share/jupyter/runtime/kernel-1.json",
        ".ipython/history",
    ):
        if (home / name).exists():
            print((home / name).read_text())
            return
    raise FileNotFoundError("none of the files is there")

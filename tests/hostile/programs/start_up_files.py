"""Writes into the files that run when somebody logs in or starts a program.

Ends: failed, nothing could be written
"""

from pathlib import Path


def run():
    home, wrote = Path(OUTSIDE["home"]), []
    for name in (
        ".bashrc",
        ".profile",
        ".ipython/startup.py",
        ".jupyter/config.py",
        ".git/hooks/pre-commit",
        ".config/autostart",
    ):
        try:
            with (home / name).open("a") as file:
                file.write("hostile")
            wrote.append(name)
        except OSError:
            pass
    assert wrote, "nothing could be written"

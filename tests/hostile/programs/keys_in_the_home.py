"""Reads the keys in the home.

Ends: failed, FileNotFoundError
"""

from pathlib import Path


def run():
    home = Path(OUTSIDE["home"])
    names = (".ssh/id_rsa", ".aws/credentials", ".netrc", ".env", ".git-credentials")
    found = [home / name for name in names if (home / name).exists()]
    if not found:
        raise FileNotFoundError("none of the keys is there")
    print(found[0].read_text())

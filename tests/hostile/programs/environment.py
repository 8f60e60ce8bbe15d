"""Looks for keys in its environment and in those of other processes.

Ends: failed, no key
"""

import os
from pathlib import Path


def run():
    seen = [str(dict(os.environ))]
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("environ", "cmdline"):
            try:
                seen.append((process / name).read_text(errors="replace"))
            except OSError:
                pass
    assert any("canary" in each for each in seen), "no key in any of them"

"""A tool as a process in a folder of its own: bounded, without the user's environment."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class Said(NamedTuple):
    """How a tool ended; the exit code is None where it was killed for its time."""

    code: int | None
    out: str
    err: str


async def run_tool(module: str, arguments: Sequence[str], folder: Path, seconds: float) -> Said:
    """``python -m module``; ``-P`` keeps Python from importing what lies in the folder."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module, *arguments),
        cwd=folder,
        env={**environment, "HOME": str(folder.parent), "TMPDIR": str(folder.parent), "NO_COLOR": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds):
            out, err = await process.communicate()
    except TimeoutError:
        return Said(None, "", "")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Said(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))

"""Runs the tests of a whole folder in a fresh kernel."""

import asyncio
import base64
import io
import tarfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.kernels.order import PIECES, Order, Program
from devloop_nb.kernels.runner import KernelRunner, follow
from devloop_nb.kernels.spending import Spending
from devloop_nb.kernels.verdict import judge
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite

_NOT_COPIED = ("__pycache__", ".git", ".venv")


class TreeRunner(KernelRunner):
    """Runs suites like any runner, and the tests of folders that are trusted with their own settings for pytest."""

    async def run_tree(
        self, folder: Path, tests: Sequence[str], limits: Limits, paths: Sequence[str] = (".",)
    ) -> Outcome:
        """Runs ``tests``, files and folders in ``folder``, over a copy of it; ``paths`` are searched for modules.

        Reports every collected test. Raises ``KernelUnavailable`` where no kernel starts.
        """
        suite = Suite(module=folder.name, files=())
        archive = await asyncio.to_thread(_archive, folder)
        async with self._turn() as began, self._kernel({}, suite, limits, ()) as kernel:
            order = Order.of(kernel.scratch, {}, suite, limits)
            told = {**asdict(order), "files": tuple(tests), "paths": tuple(paths), "archive": archive}
            spending = Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib)
            program = Program((*PIECES, "tree.py"), "run_tree", told)
            reports, ending = await follow(kernel, order, program, spending)
            if ending.how != "whole":
                reports.take_journal(await asyncio.to_thread(kernel.scratch.read_journal))
        outcome = judge(reports, suite, ending, time.monotonic() - began)
        return outcome.model_copy(update={"fence": fence_tier().says})


def _archive(folder: Path) -> str:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        archive.add(folder, ".", filter=lambda entry: None if Path(entry.name).name in _NOT_COPIED else entry)
    return base64.b64encode(content.getvalue()).decode()

"""The one thread that touches the file: it opens it when it is needed, and lets go of it where it fails."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from devloop_nb.history.database import Database
from devloop_nb.history.mishap import PASSING, code_of, explain, unreachable
from devloop_nb.values.errors import HistoryUnavailable

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class DatabaseThread:
    """Every method raises ``HistoryUnavailable``; the next call opens the file anew where that can help."""

    def __init__(self, path: Path, wait: float) -> None:
        """Of the file ``path``; ``wait`` are the seconds to wait for other writers."""
        self.path = path
        self._wait = wait
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="devloop-history")
        self._database: Database | None = None

    async def read(self, work: Work[T]) -> T:
        """What ``work`` finds."""
        return await self.look(lambda database: database.read(work))

    async def write(self, work: Work[T]) -> T:
        """What ``work`` returns, once it is on the disk."""
        return await self.look(lambda database: database.write(work))

    async def look(self, work: Callable[[Database], T]) -> T:
        """What ``work`` makes of the open file."""
        return await self._run(lambda: work(self._open()))

    async def close(self, last: Work[object] | None) -> None:
        """Writes a ``last`` thing where the file is open and can take it, and lets go of it."""
        # What cannot be written now is not worth an error: it ends with this process.
        with contextlib.suppress(HistoryUnavailable):
            await self._run(lambda: self._close(last))
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._watched, work)

    def _watched(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.Error as error:
            if code_of(error) not in PASSING:
                self._drop()
            raise explain(error, self.path) from error
        except OSError as error:
            self._drop()
            raise unreachable(self.path, error) from error
        except HistoryUnavailable:
            self._drop()
            raise

    def _open(self) -> Database:
        if self._database is None:
            self._database = Database(self.path, self._wait)
        return self._database

    def _close(self, last: Work[object] | None) -> None:
        try:
            if last and self._database:
                self._database.write(last)
        finally:
            self._drop()

    def _drop(self) -> None:
        if self._database:
            self._database.close()
        self._database = None

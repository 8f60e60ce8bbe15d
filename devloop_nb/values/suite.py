"""The tests of one module, and what was proved about them before any code was written."""

import hashlib
from collections.abc import Collection
from typing import Literal

from devloop_nb.values.value import Value

Provenance = Literal["user", "example", "model", "hidden", "plan"]
# What the file of a module's performance tests ends in; the names of all others begin with ``test_``.
PERFORMANCE_FILE = "_performance_test.py"


def is_timed(test: str) -> bool:
    """Whether the test measures what its plan asks for, so that the limit of its time is its own."""
    return test.partition("::")[0].endswith(PERFORMANCE_FILE)


class SuiteFile(Value):
    """One test file; ``provenance`` says whose it is. A model may change no file but its own.

    That of the plan's performance checks is written here, and read-only as the user's are.
    """

    name: str
    source: str
    provenance: Provenance


class Suite(Value):
    """Test files for ``module``; ``expected`` are the ids that failed on the stub for the right reason.

    Only expected ids count. ``rejected`` maps the other collected ids to the reason why they prove nothing.
    ``left_out`` are ids that are not run at all. ``given`` is the source of the module whose fixtures lend the
    objects that the user gave; it lies beside the tests, and neither models nor candidates can change it.
    """

    module: str
    files: tuple[SuiteFile, ...]
    expected: tuple[str, ...] = ()
    rejected: dict[str, str] = {}
    left_out: tuple[str, ...] = ()
    given: str = ""

    def only(self, tests: Collection[str]) -> "Suite":
        """The same files with some of the expected tests."""
        kept = tuple(test for test in self.expected if test in tests)
        return self.model_copy(update={"expected": kept, "left_out": tuple(sorted({*self.expected} - {*kept}))})

    @property
    def untimed(self) -> "Suite":
        """The suite without what measures the plan's performance checks, which finds no mistake."""
        files = tuple(file for file in self.files if not is_timed(file.name))
        return self.model_copy(
            update={"files": files, "expected": tuple(test for test in self.expected if not is_timed(test))}
        )

    def without(self, tests: Collection[str], reason: str) -> "Suite":
        """The same files; ``tests`` do not count any more."""
        expected = tuple(test for test in self.expected if test not in tests)
        return self.model_copy(
            update={"expected": expected, "rejected": {**self.rejected, **dict.fromkeys(tests, reason)}}
        )

    @property
    def sha256(self) -> str:
        """Digest of every file's name and source, in order."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(f"{file.name}\0{file.source}\0".encode("utf-8", "backslashreplace"))
        return digest.hexdigest()

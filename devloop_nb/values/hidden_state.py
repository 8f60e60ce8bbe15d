"""What a cell takes from its session, and would not find in a fresh kernel."""

import re

from devloop_nb.values.value import Value

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class SessionName(Value):
    """A global name that only the session has: ``what`` it is, its ``origin``, and in ``mend`` what brings it."""

    name: str
    what: str
    origin: str = ""
    mend: str = ""


class CellRun(Value):
    """What came of a cell: its ``result`` and the names it bound, as text, or the ``error`` that ended it.

    ``lacks`` is the name that was not defined, where that was the error.
    """

    result: str = ""
    error: str = ""
    lacks: str = ""
    printed: str = ""
    names: dict[str, str] = {}


class HiddenState(Value):
    """``patched`` are attributes of libraries that the session changed; ``here`` is the cell, run in the session."""

    only_here: tuple[SessionName, ...] = ()
    patched: tuple[str, ...] = ()
    fresh: CellRun = CellRun()
    here: CellRun | None = None

    @property
    def depends(self) -> bool:
        """Whether the cell is known to need the session."""
        return bool(self.only_here or self.patched or self.differences)

    @property
    def differences(self) -> tuple[str, ...]:
        """How the two runs differ, a line each; addresses in memory always do."""
        if self.here is None:
            return ()
        pairs = [("error", self.here.error, self.fresh.error), ("result", self.here.result, self.fresh.result)]
        if not self.fresh.error:
            pairs += [(name, text, self.fresh.names.get(name, "")) for name, text in self.here.names.items()]
        return tuple(
            f"{what}: here {here or 'none'}, in a fresh kernel {fresh or 'none'}"
            for what, here, fresh in pairs
            if _ADDRESS.sub("0x", here) != _ADDRESS.sub("0x", fresh)
        )

"""Memory without a file that processes share, as far as no process has it before it now: it is there all the same."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_WITHOUT_A_FILE = "/dev/zero (deleted)"  # What Linux calls it.


def unseen_bytes(pids: Iterable[int]) -> int:
    """At most; what was never written to counts, too, for the system does not tell."""
    sizes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for pid in pids:
        with suppress(OSError):  # It has ended, or is another user's.
            if _WITHOUT_A_FILE in Path(f"/proc/{pid}/maps").read_text():
                own: Counter[str] = Counter()
                for number, size, share in _parts(Path(f"/proc/{pid}/smaps").read_text()):
                    own[number] += size
                    seen[number] += share
                sizes |= own  # The larger of both: it is one memory.
    return sum(max(0, size - seen[number]) for number, size in sizes.items())


def _parts(smaps: str) -> Iterator[tuple[str, int, int]]:
    """Number, size, and what is this process's share of it, of every piece of such memory."""
    lines = iter(smaps.splitlines())
    for line in lines:
        if line.endswith(_WITHOUT_A_FILE):
            told = dict(next(lines).split(":") for _ in range(5))
            size, share = (int(told[name].split()[0]) * 1024 for name in ("Size", "Pss"))
            yield line.split()[4], size, share

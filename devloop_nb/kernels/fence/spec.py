"""What is to be fenced, and how much it may take."""

from dataclasses import asdict, dataclass

SCRATCH_MIB, LARGEST_FILE_MIB, SCRATCH_FILES, PROCESSES, OPEN_FILES = 256, 128, 20_000, 256, 1024
# The defences of tier 2, each of which can be left out to see what it is good for.
LAYERS = frozenset({"user", "files", "network", "processes", "capabilities", "landlock", "seccomp", "limits"})


@dataclass(frozen=True)
class Fence:
    """The fence of one process.

    ``root`` is its folder: inside it becomes a file system of its own in memory that begins as a copy, but for
    ``shared``, the names in it of files and folders that stay the same inside and outside. ``visible`` are further
    folders it may read. ``cpu_seconds`` bounds each process. ``off`` names layers that are left out.
    """

    tier: int
    root: str
    shared: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    cpu_seconds: float = 0.0
    scratch_mib: int = SCRATCH_MIB
    scratch_files: int = SCRATCH_FILES
    processes: int = PROCESSES
    off: tuple[str, ...] = ()

    def has(self, layer: str) -> bool:
        """Whether the fence has this layer."""
        return self.tier > 1 and layer not in self.off

    def as_dict(self) -> dict[str, object]:
        """Its fields; JSON can carry them."""
        return asdict(self)

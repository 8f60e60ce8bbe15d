"""What was measured of one way to run a suite."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Held:
    """MiB of one kernel with the processes around it; seconds from the wish to its end, stage by stage."""

    pss_mib: float
    private_mib: float
    stages: dict[str, float] = field(default_factory=dict)


@dataclass
class Figures:
    """Seconds of each suite, processor seconds of each, and suites per second with two workers."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    per_second: float = 0.0
    held: Held | None = None


Results = dict[tuple[str, str], Figures]

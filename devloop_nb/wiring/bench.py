"""What kernels cost."""

from collections.abc import Callable

from devloop_nb.kernels.bench.figures import Figures


async def bench_kernels(
    rounds: int, seconds: float, only: str, tell: Callable[[str], None]
) -> dict[tuple[str, str], Figures]:
    """What a suite costs in a fresh kernel, and in other ways whose names have ``only`` in them."""
    # Imported here: nothing else needs it, and it counts with what Windows does not count.
    from devloop_nb.kernels.bench.kernels_bench import bench_kernels

    return await bench_kernels(rounds, seconds, only, tell)

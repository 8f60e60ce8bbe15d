"""Everything that is asked of fresh kernels, from one pool."""

from devloop_nb.kernels.growth import GrowthRunner
from devloop_nb.kernels.sealed import SealedRunner


class FreshKernels(SealedRunner, GrowthRunner):
    """Runs suites, seals their verdicts and measures growth; all take turns on the same cores."""

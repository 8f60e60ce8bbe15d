"""Everything that is asked of fresh kernels, from one pool."""

from devloop_nb.kernels.covered import CoverRunner
from devloop_nb.kernels.growth import GrowthRunner
from devloop_nb.kernels.import_cost import ImportRunner
from devloop_nb.kernels.sealed import SealedRunner


class FreshKernels(SealedRunner, GrowthRunner, CoverRunner, ImportRunner):
    """Runs suites, seals their verdicts, measures growth, coverage and imports; all take turns on the same cores."""

"""Everything that is asked of fresh kernels, from one pool."""

from devloop_nb.kernels.covered import CoverRunner
from devloop_nb.kernels.growth import GrowthRunner
from devloop_nb.kernels.import_cost import ImportRunner
from devloop_nb.kernels.sealed import SealedRunner
from devloop_nb.kernels.trials import TrialRunner


class FreshKernels(SealedRunner, GrowthRunner, CoverRunner, ImportRunner, TrialRunner):
    """Runs suites, seals verdicts, measures growth, coverage and imports, tries variants; all take turns."""

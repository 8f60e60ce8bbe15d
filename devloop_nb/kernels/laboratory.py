"""What users ask of fresh kernels besides verdicts."""

from devloop_nb.kernels.cells import CellRunner
from devloop_nb.kernels.memory_lines import LineRunner


class Laboratory(LineRunner, CellRunner):
    """Looks at memory line by line, and runs single cells; always on this machine."""

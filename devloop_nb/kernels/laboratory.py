"""What users ask of fresh kernels besides verdicts."""

from devloop_nb.kernels.memory_lines import LineRunner


class Laboratory(LineRunner):
    """Looks at memory line by line; always on this machine."""

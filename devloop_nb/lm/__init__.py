"""The door that writes text: DSPy lives here and nowhere else."""

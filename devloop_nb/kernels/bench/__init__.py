"""What a suite costs in a fresh kernel, beside other ways to run it."""

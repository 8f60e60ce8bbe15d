"""The quality gates: what is read off the code, what tools and kernels say, and what comes of it."""

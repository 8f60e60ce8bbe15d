"""Functions whose growth is known, to try the measuring of growth on; they run in fresh kernels, as text."""

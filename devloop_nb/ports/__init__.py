"""What the loop needs of the world: a coder writes, a runner runs, a log remembers and tells."""

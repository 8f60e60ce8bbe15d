"""The live view of a run and its receipt without JavaScript."""

"""The door to files: specs, settings and the accepted code."""

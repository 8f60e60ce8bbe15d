"""The command devloop-nb."""

"""How the magics speak when a line of text is all there is to say."""

import sys


def say(line: str) -> None:
    """Writes one line to the cell."""
    sys.stdout.write(f"{line}\n")

"""What the code prints, so that the tests' process can say it in its place."""

import io
from typing import Any

MOST_SAID = 2**18


class Said(io.RawIOBase):
    """The head and the tail of what was written since it was last taken."""

    def __init__(self) -> None:
        self.head, self.tail, self.lost = b"", b"", 0
        self.stream = io.TextIOWrapper(
            io.BufferedWriter(self),
            encoding="utf-8",
            errors="backslashreplace",
            write_through=True,
            line_buffering=True,
        )

    def writable(self) -> bool:
        return True

    def write(self, text: Any) -> int:
        content = bytes(text)
        room = MOST_SAID - len(self.head)
        self.head += content[:room]
        rest = self.tail + content[room:] if room < len(content) else self.tail
        self.tail = rest[-MOST_SAID:]
        self.lost += len(rest) - len(self.tail)
        return len(content)

    def take(self) -> str:
        """What was said, and nothing of it again."""
        self.stream.flush()
        gap = f"\n… {self.lost} bytes left out …\n".encode() if self.lost else b""
        said = self.head + gap + self.tail
        self.head, self.tail, self.lost = b"", b"", 0
        return said.decode("utf-8", "replace")

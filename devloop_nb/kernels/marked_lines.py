"""The lines of JSON in a kernel's journal that carry a nonce; the code in the kernel can write others beside them."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any


def marked_lines(journal: bytes, nonce: str) -> Iterator[dict[str, Any]]:
    """Those that can be read, in order."""
    for text in journal.splitlines():
        with suppress(ValueError, RecursionError):
            line = json.loads(text)
            if isinstance(line, dict) and line.get("nonce") == nonce:
                yield line

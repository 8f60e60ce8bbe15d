"""Text that may be kept and sent: no secret in it, and valid Unicode."""

from collections.abc import Callable
from typing import Any

Redact = Callable[[str], str]


def clean(value: Any, redact: Redact) -> Any:
    """Plain JSON data with every text in it redacted and free of lone surrogates."""
    match value:
        case str():
            return redact(valid_unicode(value))
        case dict():
            return {clean(key, redact): clean(item, redact) for key, item in value.items()}
        case list() | tuple():
            return [clean(item, redact) for item in value]
        case _:
            return value


def valid_unicode(text: str) -> str:
    r"""The text with each lone surrogate spelled out (``\ud83d``): no file and no provider can take one."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

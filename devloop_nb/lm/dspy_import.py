"""The one place where DSPy is imported, at half its usual price and without its chatter."""

import asyncio
import logging
import sys
from importlib import import_module
from typing import Any

# A key in ``dspy.context`` that marks our requests.
OURS = "devloop_nb"


def import_dspy() -> Any:
    """The ``dspy`` module; the first import costs one to several seconds."""
    if "dspy" not in sys.modules:
        _import_jsonschema_without_iri_checks()
    import dspy

    for handler in logging.getLogger("dspy").handlers:
        if not any(isinstance(known, _QuietForUs) for known in handler.filters):
            handler.addFilter(_QuietForUs())
    return dspy


async def load_dspy() -> Any:
    """The same on a thread of its own, so that an event loop goes on."""
    return await asyncio.to_thread(import_dspy)


class _QuietForUs(logging.Filter):
    """Keeps what DSPy logs about our own requests off the user's screen: the run's events tell of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        from dspy import settings

        return not settings.get(OURS, False)


def _import_jsonschema_without_iri_checks() -> None:
    """Half of DSPy's import time goes into ``rfc3987_syntax``, which jsonschema loads where it finds it.

    It compiles some 35 grammars to check the formats ``iri`` and ``iri-reference``, which no one here uses.
    jsonschema takes its absence for granted.
    """
    if "jsonschema" in sys.modules or "rfc3987_syntax" in sys.modules:
        return
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # how the import system spells "absent"
    try:
        import_module("jsonschema")
    finally:
        sys.modules.pop("rfc3987_syntax", None)

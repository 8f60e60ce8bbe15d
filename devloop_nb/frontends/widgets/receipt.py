"""The twin of the live view without JavaScript: a second output that every viewer can show."""

from typing import Any

from devloop_nb.frontends.widgets.receipt_html import receipt_html
from devloop_nb.frontends.widgets.receipt_text import receipt_text
from devloop_nb.values.run_state import RunState


def receipt(state: RunState, uid: str) -> dict[str, Any]:
    """A MIME bundle with HTML and text; ``uid`` names the live view that hides it."""
    return {"text/html": receipt_html(state, uid), "text/plain": receipt_text(state)}

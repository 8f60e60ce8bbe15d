"""Views that live in cells, and how they come to rest: the receipts below them stay."""

from typing import Any

from IPython.display import display

BLANK = {"text/html": "", "text/plain": ""}
_shown: dict[str, Any] = {}


def show_live(view: Any, uid: str) -> None:
    """Displays a view; it can be shown in several cells."""
    display(view, display_id=_name(uid))
    _shown[uid] = view


def rest(uids: list[str]) -> None:
    """Takes views out of their cells, and their state out of the browser."""
    for uid in uids:
        display(BLANK, raw=True, display_id=_name(uid), update=True)
        _shown.pop(uid).close()


def shown() -> dict[str, Any]:
    """The views of this kernel by their ``uid``."""
    return dict(_shown)


def _name(uid: str) -> str:
    return f"devloop-live-{uid}"

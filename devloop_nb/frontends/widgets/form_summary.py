"""What stands in the place of a form when it is done: no widget, so that a saved notebook shows it anywhere."""

from html import escape

from devloop_nb.frontends.widgets.plain_text import plain

NEXT = {
    ("run", True): "Its answers are in this cell, which runs again without the form; the run is below.",
    ("write", True): "Its answers are in this cell; run the cell to start.",
    ("run", False): "The run is below. This cell asks for the same without the form:",
    ("write", False): "Put this into a cell, and run it:",
}


def summary(name: str, text: str, how: str, *, written: bool) -> dict[str, str]:
    """A MIME bundle: what became of the form of ``name``, with the cell's text where it could not be written."""
    says = NEXT[how, written]
    shown = f"<pre style='white-space:pre-wrap;margin:4px 0'>{escape(plain(text))}</pre>"
    body = "" if written else shown
    head = f"<p style='margin:4px 0'><b>{escape(name)}</b>: {escape(says)}</p>"
    html = f"<div class='devloop-form-done'>{head}{body}</div>"
    return {"text/html": html, "text/plain": "\n".join([f"{name}: {says}", *([] if written else [plain(text)])])}

"""A notebook made still: what stays of its outputs needs no kernel, no scripts and no server."""

from collections.abc import Iterator
from typing import Any

from devloop_nb.values.secrets import Redactor

LIVE = "application/vnd.jupyter.widget-view+json"
RECEIPT = "devloop-receipt-"
# What a widget says of itself in plain text is of no use to a reader.
USELESS = {LIVE, "text/plain"}


def frozen(notebook: Any, redact: Redactor) -> Any:
    """A copy without views that live and without their state; secrets in it are replaced by their names."""
    from nbformat import NotebookNode, from_dict

    copy: NotebookNode = from_dict(_clean(notebook, redact))
    copy.metadata.pop("widgets", None)
    for cell in copy.cells:
        if "outputs" in cell:
            cell.outputs = list(_still(cell.outputs))
    return copy


def _still(outputs: list[Any]) -> Iterator[Any]:
    """The outputs of one cell; a live view goes where its receipt stands, or where nothing else is left of it."""
    has_receipt = any(RECEIPT in _html(output) for output in outputs)
    for output in outputs:
        data = output.get("data", {})
        if _is_blank(output) or (LIVE in data and has_receipt and set(data) <= USELESS):
            continue
        data.pop(LIVE, None)
        if data or "data" not in output:
            yield output


def _is_blank(output: Any) -> bool:
    """What ``%devloop freeze`` leaves in the place of a view."""
    return bool(output.get("data") == {"text/html": "", "text/plain": ""})


def _html(output: Any) -> str:
    return str(output.get("data", {}).get("text/html", ""))


def _clean(node: Any, redact: Redactor) -> Any:
    match node:
        case str():
            return redact(node)
        case dict():
            return {key: _clean(value, redact) for key, value in node.items()}
        case list():
            return [_clean(value, redact) for value in node]
    return node

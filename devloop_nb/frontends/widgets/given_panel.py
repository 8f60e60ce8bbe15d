"""What is given along, shown before any of it is sent: to the model these words, to the fresh kernel the object."""

from collections.abc import Sequence
from html import escape
from typing import Any

from devloop_nb.frontends.widgets.plain_text import plain
from devloop_nb.values.given import Given
from devloop_nb.wiring import count_tokens

SAID = "This and nothing else of this session is told to the model."
LENT = (
    "The objects themselves go into the fresh kernels as fixtures of the tests; what a failing test says of them "
    "is told too, without what looks private."
)


def given_rows(given: Sequence[Given]) -> list[dict[str, Any]]:
    """Name, kind, the exact words, their tokens, and the bytes that the fresh kernel gets."""
    return [
        {
            "name": each.name,
            "kind": each.kind,
            "told": plain(each.told, 1 << 20),
            "tokens": count_tokens(each.told),
            "bytes": len(each.source.encode("utf-8", "backslashreplace")),
        }
        for each in given
    ]


def given_panel(given: Sequence[Given]) -> dict[str, str]:
    """A MIME bundle for the cell."""
    rows = given_rows(given)
    total = sum(row["tokens"] for row in rows)
    head = f"Given along: {', '.join(row['name'] for row in rows)}, about {total:,} tokens. {SAID} {LENT}"
    texts = [f"--- {_title(row)}\n{row['told']}" for row in rows]
    blocks = "".join(
        f"<details open><summary><b>{escape(row['name'])}</b> {escape(_figures(row))}</summary>"
        f"<pre style='white-space:pre-wrap;max-height:260px;overflow:auto;margin:4px 0'>{escape(row['told'])}</pre>"
        "</details>"
        for row in rows
    )
    html = f"<div class='devloop-given mathjax_ignore tex2jax_ignore'><p>{escape(head)}</p>{blocks}</div>"
    return {"text/html": html, "text/plain": "\n".join([head, *texts])}


def _title(row: dict[str, Any]) -> str:
    return f"{row['name']}, {_figures(row)}"


def _figures(row: dict[str, Any]) -> str:
    return f"{row['kind']}: about {row['tokens']:,} tokens to the model, {row['bytes']:,} bytes to the fresh kernel"

"""What the browser asks to put a receipt into a notebook that a kernel cannot write to: one that was loaded anew."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.widgets.receipt import receipt
from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView


async def standing(view: "RunView", asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the outputs below the view have to hold."""
    picture = receipt_picture(view.state)
    data, metadata = picture_bundle(picture) if picture else ({}, {})
    return {"receipt": receipt(view.state, view.uid), "charts": data, "size": metadata}


RECEIPTS = {"receipt": standing}

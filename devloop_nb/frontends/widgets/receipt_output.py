"""The receipt in a cell: displayed once, then replaced where it stands."""

from typing import Any

from IPython.display import display

from devloop_nb.frontends.widgets.receipt import receipt
from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture
from devloop_nb.values.run_state import RunState


class ReceiptOutput:
    """Two outputs: the receipt, and below it the charts once there is something to draw."""

    def __init__(self, uid: str) -> None:
        """``uid`` names the live view that hides them."""
        self._uid = uid
        self._shown: set[str] = set()

    def show(self, state: RunState) -> None:
        """What the run has come to."""
        self._put(f"devloop-{self._uid}", receipt(state, self._uid), {})
        if picture := receipt_picture(state):
            self._put(f"devloop-{self._uid}-charts", *picture_bundle(picture))

    def _put(self, name: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        display(data, metadata=metadata, raw=True, display_id=name, update=name in self._shown)
        self._shown.add(name)

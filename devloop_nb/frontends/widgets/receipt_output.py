"""The receipt in a cell: displayed once, then replaced where it stands."""

from contextvars import copy_context
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from devloop_nb.frontends.widgets.receipt import receipt
from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture
from devloop_nb.values.run_state import RunState


class ReceiptOutput:
    """Two outputs: the receipt, and below it the charts once there is something to draw."""

    def __init__(self, uid: str) -> None:
        """``uid`` names the live view that hides them; what is displayed belongs to the cell that runs now."""
        self.uid = uid
        self._cell = copy_context()
        self._shown: set[str] = set()
        self.run, self.seq = "", 0

    def show(self, state: RunState) -> None:
        """What the run has come to."""
        self.run, self.seq = state.run, state.seq
        _receipts[self.uid] = self
        self._put(f"devloop-{self.uid}", receipt(state, self.uid), {})
        if picture := receipt_picture(state):
            self._put(f"devloop-{self.uid}-charts", *picture_bundle(picture))

    def _put(self, name: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        how: dict[str, Any] = {"metadata": metadata, "raw": True, "display_id": name, "update": name in self._shown}
        self._cell.run(display, data, **how)
        self._shown.add(name)


_receipts: dict[str, ReceiptOutput] = {}


def receipts_of(run: str) -> list[ReceiptOutput]:
    """Those of a run in the notebook; none where what was displayed cannot be replaced, as in a terminal."""
    replaceable = hasattr(get_ipython(), "kernel")
    return [output for output in _receipts.values() if output.run == run and replaceable]

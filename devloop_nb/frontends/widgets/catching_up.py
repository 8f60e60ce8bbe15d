"""What changes a run that is over reaches everything in the notebook that tells of it."""

from devloop_nb.frontends.widgets.live_output import shown
from devloop_nb.frontends.widgets.receipt_output import receipts_of
from devloop_nb.values.run_state import RunState


def catch_up(state: RunState) -> None:
    """Its views and their receipts come to ``state``, in the engine's thread; but for those that are fed anyway."""
    views = shown()
    for receipt in receipts_of(state.run):
        view = views.get(receipt.uid)
        if view and view.is_live:
            continue
        if view and view.state.seq < state.seq:
            view.show(state)
        if receipt.seq < state.seq:
            receipt.show(state)

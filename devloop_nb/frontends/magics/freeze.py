"""``%devloop freeze``: live views of this notebook make room for what can be read without a kernel."""

import argparse
from typing import TYPE_CHECKING

from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.report.figures import count
from devloop_nb.frontends.widgets.live_output import rest, shown

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def freeze(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Every view goes whose run has ended; its receipt stays."""
    views = shown()
    going = {uid for uid, view in views.items() if getattr(view, "index", {}).get("live")}
    still = [uid for uid in views if uid not in going]
    rest(still)
    say(f"{count(len(still), 'view')} frozen; the receipts stay. Save the notebook now.")
    if going:
        say(f"{count(len(going), 'run')} still going on: their views stay; freeze again when they have ended.")

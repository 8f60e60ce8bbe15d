"""The charts of a run as an image that every viewer shows: the modules, and the scores of the first of them."""

from base64 import b64encode
from typing import Any

from devloop_nb.frontends.report.chart import score_chart
from devloop_nb.frontends.report.picture import Picture, stacked
from devloop_nb.frontends.report.plan_graph import nodes_of, plan_graph
from devloop_nb.frontends.report.png import png
from devloop_nb.frontends.report.svg import svg
from devloop_nb.values.run_state import RunState

MOST_CHARTS = 4


def receipt_picture(state: RunState) -> Picture | None:
    """Nothing where there is one module with a single attempt: the receipt says it all."""
    graph = plan_graph(nodes_of(state))
    charts = [
        (f"{module.name}: score of each attempt", score_chart(totals, state.settings.threshold))
        for module in state.modules.values()
        if len(totals := [attempt.total for attempt in module.finished]) > 1
    ]
    parts = [*([("Modules", graph)] if graph else []), *charts[:MOST_CHARTS]]
    return stacked(parts) if parts else None


def picture_bundle(picture: Picture) -> tuple[dict[str, Any], dict[str, Any]]:
    """A MIME bundle with SVG, PNG and text, and its metadata."""
    data = {
        "image/svg+xml": svg(picture),
        "image/png": b64encode(png(picture)).decode("ascii"),
        "text/plain": picture.says,
    }
    size = {"width": picture.width, "height": picture.height, "alt": picture.says}
    return data, {"image/png": size}

"""Runs as one HTML file: no scripts, no requests, light and dark, printable."""

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from devloop_nb.frontends.report import figures, highlight
from devloop_nb.frontends.report.chart import score_chart
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.plan_graph import plan_graph
from devloop_nb.frontends.report.run_sheet import nodes, run_sheet
from devloop_nb.frontends.report.sheet import ModuleSheet, Sheet
from devloop_nb.frontends.report.svg import svg
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent / "templates"
SIGNS = {"passed": "✓", "failed": "✗", "error": "!", "timeout": "t", "skipped": "s", "missing": "?"}


def report_html(states: Iterable[RunState]) -> str:
    """The runs, in the order given, as one file."""
    pen = Pen()
    return page([run_sheet(state, pen) for state in states])


def page(sheets: list[Sheet]) -> str:
    """A whole HTML document."""
    style = (HERE / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = ", ".join(sheet.name for sheet in sheets[:3]) + (" …" if len(sheets) > 3 else "")
    return _templates().get_template("page.html.j2").render(sheets=sheets, style=style, digest=digest, title=title)


def card(sheet: Sheet) -> str:
    """A short form for a notebook's output: styles in attributes, no head, no style sheet."""
    return _templates().get_template("card.html.j2").render(sheet=sheet)


@lru_cache(maxsize=1)
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "python": highlight.python,
        "diff": highlight.diff,
        "chart": _chart,
        "graph": _graph,
        "sign": _sign,
    }
    made.filters |= {"score": figures.score, "seconds": figures.seconds, "mib": figures.mib}
    made.filters |= {"sparkline": figures.sparkline, "count": figures.count}
    return made


def _chart(module: ModuleSheet, threshold: float) -> "Markup":
    from markupsafe import Markup

    return Markup(svg(score_chart(module.totals, threshold)))  # it escapes its texts


def _graph(sheet: Sheet) -> "Markup":
    from markupsafe import Markup

    picture = plan_graph(nodes(sheet))
    return Markup(svg(picture) if picture else "")  # it escapes its texts


def _sign(outcome: str) -> str:
    return SIGNS.get(outcome, outcome[:1])

"""The options of ``run`` that say a setting, and the settings that come of them."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from devloop_nb.frontends.cli.install_option import Install
from devloop_nb.frontends.cli.option_group import option_group
from devloop_nb.frontends.cli.options import Executor, Tier, Workflow
from devloop_nb.frontends.cli.rank_command import MetricFile, read_source
from devloop_nb.values.authority import asked
from devloop_nb.values.settings import Settings

SETTINGS: dict[str, Any] = {
    "lm": Annotated[str | None, typer.Option(metavar="MODEL", help="provider/model, or scripted:FILE.")],
    "models": Annotated[
        str | None, typer.Option(metavar="ROLE=MODEL,...", help="Roles: plan, test, code, review, hard.")
    ],
    "hard_from": Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help="The model hard=... writes a module from its first draft, where its tests, with 2 for each "
            "dependency and target, are N or more; 0: never.",
        ),
    ],
    "attempts": Annotated[int | None, typer.Option(metavar="N", help="The most attempts for one module.")],
    "threshold": Annotated[float | None, typer.Option(metavar="X", help="The score, 0 to 1, that is enough.")],
    "metric": MetricFile,
    "seed": Annotated[int | None, typer.Option(metavar="N", help="Another seed gives other drafts.")],
    "api_base": Annotated[str | None, typer.Option(metavar="URL", help="The model server's address.")],
    "require_tier": Tier,
    "executor": Executor,
    "install": Install,
    "held_back": Annotated[
        float | None,
        typer.Option(
            metavar="X", help="The share, 0 to 0.5, of a model's own tests that it is not shown again.", max=0.5
        ),
    ],
    "gates": Annotated[
        str | None,
        typer.Option(
            metavar="GATE=...,...",
            help="Quality gates: off, warn, block, or a number, as in coverage=90,types=block.",
        ),
    ],
    "no_review": Annotated[bool, typer.Option("--no-review", help="Nobody reviews code that passes its tests.")],
    "explore": Annotated[
        bool,
        typer.Option("--explore", help="A hosted model may try out code and the shown tests before it answers."),
    ],
    "ask": Annotated[
        str | None,
        typer.Option(
            "--ask",
            metavar="KIND[=S],...",
            help="Ask before going on, for at most S seconds: plan, blocker, and other kinds of [authority].",
        ),
    ],
    "workflow": Workflow,
}
with_settings = option_group("chosen", SETTINGS)


def read_settings(chosen: Mapping[str, Any]) -> Settings:
    """The settings here, with those that were said. Raises ``BadSetting`` and ``BadInput``."""
    from devloop_nb.wiring import load_settings

    said = dict(chosen)
    authority = asked(said.pop("ask", None))
    if said.pop("no_review", False):
        said["review"] = False
    if "metric" in said:
        said["metric"] = read_source(said["metric"])
    return load_settings({**said, **authority})

"""``devloop-nb doctor``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say_json, say_table
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.errors import EnvironmentProblem
from devloop_nb.values.health import Health

if TYPE_CHECKING:
    from devloop_nb.session import Session


def doctor(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Whose specs and code are read.", exists=True, file_okay=False),
    ] = Path(),
    json: Json = False,
    home: Home = None,
) -> None:
    """Look at what runs depend on, and say what to mend.

    Specs in the folder are read and vetted, and accepted code that was written there has to compile; nothing is run.

    Exit code 0: all is well; 5: something is not.

    Example: devloop-nb doctor
    """

    async def act(session: "Session") -> tuple[Health, ...]:
        return await session.check(folder)

    found = work(home, act)
    well = all(health.ok for health in found)
    if json:
        say_json({"ok": well, "checks": [health.model_dump(mode="json") for health in found]})
    else:
        rows = [(h.about, "ok", h.says, "") if h.ok else (h.about, "broken", h.says, h.mend) for h in found]
        say_table(("about", "is", "says", "what to do"), rows)
    raise typer.Exit(0 if well else EnvironmentProblem.exit_code)

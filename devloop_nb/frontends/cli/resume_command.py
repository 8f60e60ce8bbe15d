"""``devloop-nb resume``: going on with a run."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.cli.found_runs import Found, show_found
from devloop_nb.frontends.cli.limit_options import with_limits
from devloop_nb.frontends.cli.option_group import NOTHING_SAID
from devloop_nb.frontends.cli.options import Executor, Home, Json, ReportFile, Which, Workflow
from devloop_nb.frontends.cli.progress import Progress
from devloop_nb.frontends.cli.questions import Listening
from devloop_nb.frontends.cli.report_file import check_report_file
from devloop_nb.frontends.cli.runs_output import summaries

if TYPE_CHECKING:
    from devloop_nb.session import Session


@with_limits
def resume(  # noqa: PLR0913 - a parameter for each option
    which: Which,
    executor: Executor = None,
    workflow: Workflow = None,
    output: ReportFile = None,
    json: Json = False,
    home: Home = None,
    limits: Mapping[str, float] = NOTHING_SAID,
) -> None:
    """Go on with a run that was stopped, crashed or reached a limit.

    What was done and paid for is not done again. Suites run where they ran before, or at --executor, where "" is
    this machine; --workflow takes the place of the run's own.

    Example: devloop-nb resume clamp
    """
    from devloop_nb.wiring import load_settings

    check_report_file(output)
    progress = Progress()
    told: dict[str, Any] = {"limits": limits}
    told |= {} if executor is None else {"executor": load_settings({"executor": executor}).executor}
    told |= {} if workflow is None else {"workflow": load_settings({"workflow": workflow}).workflow}

    async def act(session: "Session") -> Found:
        how = Listening(session, progress)
        states = [await session.resume(which, listen=how, attended=how.attended, **told)]
        return Found(states, summaries(session, states))

    show_found(home, act, progress, output, json)

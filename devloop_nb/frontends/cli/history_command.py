"""``devloop-nb status``, ``history`` and ``report``."""

from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json, ReportFile, Which, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_table
from devloop_nb.frontends.cli.report_file import check_report_file
from devloop_nb.frontends.cli.runs_output import as_json, say_runs, summaries
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.report import Report
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunRow, RunSummary

if TYPE_CHECKING:
    from devloop_nb.session import Session


def status(which: WhichOrNewest = "", json: Json = False, home: Home = None) -> None:
    """Show how a run stands.

    Example: devloop-nb status clamp
    """

    async def act(session: "Session") -> list[RunSummary]:
        return summaries(session, [await session.find(which)])

    runs = work(home, act)
    say_json(as_json(runs)) if json else say_runs(runs)


def history(
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="How many runs.")] = 50,
    json: Json = False,
    home: Home = None,
) -> None:
    """List the runs, the newest first.

    Example: devloop-nb history -n 10
    """

    async def act(session: "Session") -> tuple[RunRow, ...]:
        return await session.runs(limit)

    rows = work(home, act)
    if json:
        say_json({"runs": [row.model_dump(mode="json") for row in rows]})
    elif rows:
        say_table(("run", "status", "score", "attempts", "model", "started"), [_row(row) for row in rows])
    else:
        say("No runs yet. Begin with: devloop-nb run SPEC.md")


def report(which: Which, output: ReportFile = None, json: Json = False, home: Home = None) -> None:
    """Write the report of a run.

    Without -o it is printed as markdown.

    Example: devloop-nb report clamp -o clamp.html
    """
    check_report_file(output)

    async def act(session: "Session") -> tuple[RunState, Report]:
        state = await session.find(which)
        return state, Report(state, session.code_folder(state.run))

    state, made = work(home, act)
    if output:
        path = str(made.save(output))
        say_json({"run": state.run, "report": path}) if json else say(f"report: {path}")
    else:
        say_json(made.to_dict()) if json else say(made.markdown())


def _row(row: RunRow) -> tuple[str, ...]:
    status = f"{row.status}, live" if row.live else row.status
    return row.run, status, figures.score(row.score), str(row.attempts), row.lm, figures.when(row.started)

"""``devloop-nb status``, ``history`` and ``report``."""

from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json, ReportFile, Which, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_table, tell
from devloop_nb.frontends.cli.report_file import check_report_file
from devloop_nb.frontends.cli.runs_output import as_json, say_runs, summaries
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.rows import Row, history_rows, plain_row
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary

if TYPE_CHECKING:
    from devloop_nb.session import Session

RUNS = ("run", "status", "score", "tests", "attempts", "tokens", "cost", "time", "model", "started")
ATTEMPTS = ("run", "attempt", "move", "status", "score", "tests", "tokens", "cost", "suite", "")
SPARE_OF_RUNS, SPARE_OF_ATTEMPTS = ("tokens", "model", "started"), ("move", "tokens", "cost", "suite")


def status(which: WhichOrNewest = "", json: Json = False, home: Home = None) -> None:
    """Show how a run stands.

    Example: devloop-nb status clamp
    """

    async def act(session: "Session") -> tuple[list[RunSummary], bool]:
        state = await session.find(which)
        left = state.status == "running" and not await session.is_worked_on(state.run)
        return summaries(session, [state]), left

    runs, left = work(home, act)
    say_json(as_json(runs)) if json else say_runs(runs)
    if left:
        tell(f"Nobody works on it any more; go on with: devloop-nb resume {runs[0].run}")


def history(
    which: Annotated[str, typer.Argument(metavar="RUN", help="One run. Default: all.")] = "",
    attempts: Annotated[bool, typer.Option("--attempts", help="A row for each attempt.")] = False,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="How many runs.")] = 50,
    json: Json = False,
    home: Home = None,
) -> None:
    """List the runs, the newest first, or their attempts; --json has all columns.

    Example: devloop-nb history -n 10
    """

    async def act(session: "Session") -> list[Row]:
        return await history_rows(session, which, attempts=attempts, limit=limit)

    rows = work(home, act)
    if json:
        say_json({"attempts" if attempts else "runs": [plain_row(row) for row in rows]})
    elif rows:
        head, cells, spare = (ATTEMPTS, _attempt, SPARE_OF_ATTEMPTS) if attempts else (RUNS, _run, SPARE_OF_RUNS)
        say_table(head, [cells(row) for row in rows], spare)
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


def _run(row: Row) -> tuple[str, ...]:
    left = row["status"] == "running" and not row["live"]
    standing = "interrupted" if left else row["status"]
    status = f"{standing}{', live' if row['live'] else ''}{', asks' if row['asks'] else ''}"
    tests, attempts = f"{row['passed']}/{row['expected']}", str(row["attempts"])
    spent = (f"{row['tokens']:,}", figures.usd(row["usd"]), figures.seconds(row["seconds"]))
    started = figures.when(row["started"].timestamp())
    return (row["run"], status, figures.score(row["score"]), tests, attempts, *spent, row["lm"], started)


def _attempt(row: Row) -> tuple[str, ...]:
    tests, accepted = f"{row['passed']}/{row['expected']}", "accepted" if row["accepted"] else ""
    spent = (f"{row['tokens']:,}", figures.usd(row["usd"]), figures.seconds(row["suite_seconds"]))
    place = (row["run"], f"{row['module']} {row['attempt']}", row["kind"], row["status"])
    return (*place, figures.score(row["score"]), tests, *spent, accepted)

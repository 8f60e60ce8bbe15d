"""``devloop-nb scratch``: a fresh kernel beside an attempt's code."""

from typing import Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json, Module, Which
from devloop_nb.frontends.cli.output import fail, say, say_json
from devloop_nb.frontends.cli.work import work
from devloop_nb.values.errors import DevloopError


def scratch(
    which: Which,
    source: Annotated[str, typer.Argument(metavar="PYTHON", help="What to run; the last value is printed.")],
    attempt: Annotated[int | None, typer.Option(metavar="N", help="Default: the best.")] = None,
    module: Module = "",
    json: Json = False,
    home: Home = None,
) -> None:
    """Run Python in a fresh kernel that can import an attempt.

    It stands in the fence, and nothing of it is kept.

    Example: devloop-nb scratch clamp "from clamp import clamp; clamp(5, 0, 3)" --attempt 2
    """
    probed = work(home, lambda session: session.scratch(which, source, module, attempt))
    ran = probed.ran
    if json:
        say_json({"module": probed.module, "attempt": probed.number, **ran.model_dump(mode="json")})
    else:
        for line in (ran.printed.rstrip(), ran.result):
            if line:
                say(line)
    if ran.error:
        place = f"in a fresh kernel beside attempt {probed.number} of {probed.module}"
        raise typer.Exit(4 if json else fail(DevloopError(ran.error, place), as_json=False))

"""``devloop-nb bench growth``: functions of known growth, measured, beside what ``big_o`` says of them."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.bench_growth_rival import estimate, is_installed
from devloop_nb.frontends.cli.bench_growth_sheet import Trial, as_json, say_trials
from devloop_nb.frontends.cli.busy import busy
from devloop_nb.frontends.cli.growth_corpus.functions import KnownFunction, corpus
from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say_json, tell
from devloop_nb.frontends.engine import engine
from devloop_nb.values.errors import NotFound, RunNotGood
from devloop_nb.values.growth import Scaling
from devloop_nb.values.limits import Limits

if TYPE_CHECKING:
    from devloop_nb.wiring import GrowthRunner

NO_RIVAL = "big_o is not installed, so it is left out: pip install 'devloop-nb[bench]'"


def growth(
    load: Annotated[int, typer.Option(min=0, metavar="N", help="Keep N processes busy meanwhile.")] = 0,
    only: Annotated[str, typer.Option(metavar="TEXT", help="Only functions with this in their name.")] = "",
    budget: Annotated[float, typer.Option(min=0.1, metavar="S", help="Seconds for each function.")] = 2.0,
    json: Json = False,
) -> None:
    """Measure functions of known growth, and compare with big_o.

    Half of the functions served to tune the fit, the other half was held out. It takes minutes. Exit code 0: no
    function was given a wrong class; 4: some were.

    Example: devloop-nb bench growth --load 2
    """
    functions = [each for each in corpus() if only in each.name]
    if not functions:
        raise NotFound(f"no function has {only!r} in its name", mend="See: devloop-nb bench growth --help")
    if not is_installed():
        tell(NO_RIVAL)
    with busy(load):
        trials = list(_try_all(functions, budget))
    say_json(as_json(trials, load)) if json else say_trials(trials, load)
    if any(trial.graded == "wrong" for trial in trials):
        raise typer.Exit(RunNotGood.exit_code)


def _try_all(functions: list[KnownFunction], budget: float) -> Iterator[Trial]:
    from devloop_nb.wiring import GrowthRunner

    runner = GrowthRunner()
    try:
        for number, function in enumerate(functions, 1):
            trial = _try(runner, function, budget)
            tell(f"{number:3} of {len(functions)}  {function.name}: {trial.scaling.time.says}")
            yield trial
    finally:
        engine().run(runner.close())


def _try(runner: "GrowthRunner", function: KnownFunction, budget: float) -> Trial:
    began = time.perf_counter()
    scaling = engine().run(_scaling(runner, function, budget))
    seconds, samples = time.perf_counter() - began, scaling.time.samples
    if not is_installed() or not samples:
        return Trial(function, scaling, seconds)
    return Trial(function, scaling, seconds, *estimate(function, samples[0].n, samples[-1].n))


async def _scaling(runner: "GrowthRunner", function: KnownFunction, budget: float) -> Scaling:
    from devloop_nb.wiring import fit_scaling

    sources: dict[str, str] = {function.half: function.source}
    return fit_scaling(
        await runner.measure(sources, (function.half, function.name), function.inputs, Limits(), budget)
    )

"""``devloop-nb bench``: measurements beside what else there is."""

import typer

from devloop_nb.frontends.cli.bench_growth import growth
from devloop_nb.frontends.cli.bench_kernels import kernels
from devloop_nb.frontends.cli.bench_loop import loop
from devloop_nb.frontends.cli.bench_solve import solve
from devloop_nb.frontends.cli.bench_view import view

bench = typer.Typer(
    name="bench", help="Measure devloop-nb beside what else there is.", no_args_is_help=True, rich_markup_mode=None
)
bench.command()(growth)
bench.command()(kernels)
bench.command()(solve)
bench.command()(loop)
bench.command()(view)

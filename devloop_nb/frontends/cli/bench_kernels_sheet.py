"""What came of timing suites: a table for each suite, the ratios that were aimed at, and where the time goes."""

import os
import statistics
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.cli.output import say, say_table

if TYPE_CHECKING:
    from devloop_nb.wiring import Figures

HEAD = ("way", "median ms", "p95 ms", "CPU ms", "suites/s, 2 workers", "PSS MiB", "private MiB")
READY, FLOOR = "ours, ready", "floor: fork and pytest"
# Times the median of ours from the ready queue, on the suite that imports numpy and pandas.
AIMS = {"nbclient": 20.0, "python -m pytest": 10.0, FLOOR: 1 / 1.1}

Results = Mapping[tuple[str, str], "Figures"]


def say_figures(figures: Results) -> None:
    """For people."""
    for suite in dict.fromkeys(suite for suite, _ in figures):
        say(f"suite: {suite}\n")
        rows = [_row(way, each) for (of, way), each in figures.items() if of == suite]
        say_table(HEAD, sorted(rows, key=lambda row: -float(row[1])))
        for line in _ratio_lines(figures, suite) + _stage_lines(figures, suite):
            say(line)
        say("")
    say(f"{os.cpu_count()} cores; load at the end {os.getloadavg()[0]:.1f}")


def as_json(figures: Results) -> dict[str, Any]:
    """For programs: seconds, and MiB."""
    suites: dict[str, dict[str, Any]] = {}
    for (suite, way), each in figures.items():
        told = {
            "median": statistics.median(each.seconds),
            "p95": _p95(each.seconds),
            "cpu": statistics.fmean(each.cpu),
            "per_second": each.per_second,
            "seconds": each.seconds,
        }
        if each.held:
            told |= {"pss_mib": each.held.pss_mib, "private_mib": each.held.private_mib, "stages": each.held.stages}
        suites.setdefault(suite, {})[way] = told
    ratios = {suite: _ratios(figures, suite) for suite in suites}
    return {"suites": suites, "ratios": ratios, "aims": AIMS, "cores": os.cpu_count(), "load": os.getloadavg()[0]}


def _row(way: str, each: "Figures") -> tuple[str, ...]:
    held = (f"{each.held.pss_mib:.0f}", f"{each.held.private_mib:.0f}") if each.held else ("", "")
    times = (statistics.median(each.seconds), _p95(each.seconds), statistics.fmean(each.cpu))
    return (way, *(f"{1000 * seconds:.0f}" for seconds in times), f"{each.per_second:.2f}", *held)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[round(0.95 * (len(seconds) - 1))]


def _ratios(figures: Results, suite: str) -> dict[str, float]:
    """How many times as long as ours from the ready queue the others take."""
    ours = figures.get((suite, READY))
    medians = {way: statistics.median(each.seconds) for (of, way), each in figures.items() if of == suite}
    return {way: median / medians[READY] for way, median in medians.items() if way != READY} if ours else {}


def _ratio_lines(figures: Results, suite: str) -> list[str]:
    ratios = _ratios(figures, suite)
    return [
        f"{READY}: {1 / ratios[way]:.2f} times the floor (aim: {1 / aim:.1f})"
        if way == FLOOR
        else f"{READY}: {ratios[way]:.1f} times as fast as {way} (aim: {aim:.0f})"
        for way, aim in AIMS.items()
        if way in ratios
    ]


def _stage_lines(figures: Results, suite: str) -> list[str]:
    """Where the time goes."""
    held = [(way, each.held) for (of, way), each in figures.items() if of == suite and each.held]
    return [
        f"{way}: " + ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in each.stages.items())
        for way, each in held
        if each.stages
    ]

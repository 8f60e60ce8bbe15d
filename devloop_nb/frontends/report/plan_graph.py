"""The modules of a plan and what they are built on, as a picture: what is needed stands to the left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from devloop_nb.frontends.report.picture import (
    AMBER,
    GREEN,
    GREY,
    LETTER,
    RED,
    Box,
    Dot,
    Label,
    Path,
    Picture,
    Shape,
)
from devloop_nb.values.run_state import RunState

Point = tuple[float, float]
MODULES, NAME = 24, 24
HEIGHT, ROW, GAP, PAD = 44, 62, 44, 12
COLOURS = {"success": GREEN, "partial": AMBER, "stopped": AMBER, "failed": RED}


@dataclass(frozen=True)
class Node:
    """One module; ``score`` is ``None`` where nothing was scored."""

    name: str
    needs: tuple[str, ...]
    status: str
    score: float | None


def nodes_of(state: RunState) -> tuple[Node, ...]:
    """The modules of a run, in the plan's order."""
    specs = state.plan.modules if state.plan else ()
    modules = [(spec, state.modules[spec.name]) for spec in specs if spec.name in state.modules]
    return tuple(
        Node(spec.name, spec.depends_on, module.status, module.best.total if module.best else None)
        for spec, module in modules
    )


def plan_graph(nodes: Sequence[Node]) -> Picture | None:
    """The first modules of a plan; nothing where there are not several."""
    if len(nodes) < 2:
        return None
    shown = {node.name: node for node in nodes[:MODULES]}
    width = LETTER * max(12, *(len(_short(name)) for name in shown)) + 2 * PAD
    levels = _levels(shown)
    places = {name: (PAD + level * (width + GAP), PAD + row * ROW) for name, (level, row) in levels.items()}
    shapes = [shape for name, place in places.items() for shape in _box(shown[name], place, width)]
    for node in shown.values():
        for need in (need for need in node.needs if need in places):
            shapes += _edge(places[need], places[node.name], width)
    right, bottom = max(x for x, _ in places.values()), max(y for _, y in places.values())
    return Picture(round(right + width + PAD), round(bottom + ROW), says(nodes), tuple(shapes))


def says(nodes: Sequence[Node]) -> str:
    """The same in words."""
    lines = [f"{_short(node.name)} ({node.status}){_needs(node)}" for node in nodes[:MODULES]]
    more = len(nodes) - MODULES
    return "; ".join([*lines, *([f"{more} more"] if more > 0 else [])])


def _needs(node: Node) -> str:
    return f" needs {', '.join(map(_short, node.needs))}" if node.needs else ""


def _levels(nodes: Mapping[str, Node]) -> dict[str, tuple[int, int]]:
    """Column and row of each module."""
    known = {name: [need for need in node.needs if need in nodes] for name, node in nodes.items()}
    found: dict[str, tuple[int, int]] = {}
    for name in TopologicalSorter(known).static_order():
        level = 1 + max((found[need][0] for need in known[name]), default=-1)
        found[name] = level, sum(1 for other, _ in found.values() if other == level)
    return found


def _box(node: Node, place: Point, width: float) -> Iterator[Shape]:
    x, y = place
    score = "" if node.score is None else f" {node.score:.2f}"
    colour = COLOURS.get(node.status, GREY)
    yield Box(x, y, width, HEIGHT, colour)
    yield Label(x + PAD, y + 18, _short(node.name))
    yield Label(x + PAD, y + 35, f"{node.status}{score}", colour)


def _edge(start: Point, end: Point, width: float) -> Iterator[Shape]:
    """To the next column at once; further, below the row, so that it crosses no box."""
    left, above, right, below = start[0] + width, start[1] + HEIGHT / 2, end[0], end[1] + HEIGHT / 2
    lane = above if right - left <= GAP else start[1] + HEIGHT + (ROW - HEIGHT) / 2
    near, far = left + GAP / 2 - 6, right - GAP / 2
    corners = ((left, above), (near, above), (near, lane), (far, lane), (far, below), (right, below))
    yield Path(corners, GREY)
    yield Dot(right - 5, below, 3, GREY)


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 2]}.."

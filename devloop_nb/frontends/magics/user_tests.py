"""The user's own tests, kept from ``%%devloop_test`` cells until a ``%%devloop`` cell of that name runs."""

import ast
from dataclasses import dataclass

from devloop_nb.values.errors import BadInput

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class KeptCell:
    """One cell: its source, the names of its tests, and the cell's id where the frontend tells it."""

    source: str
    names: tuple[str, ...]
    cell: str = ""

    def replaces(self, other: "KeptCell") -> bool:
        """A cell that is run again takes its own place; so does one that defines the same test anew."""
        return bool(self.cell and self.cell == other.cell) or not set(self.names).isdisjoint(other.names)


class UserTests:
    """Test cells by the name they are for."""

    def __init__(self) -> None:
        self._cells: dict[str, list[KeptCell]] = {}

    def keep(self, name: str, source: str, cell: str = "") -> str:
        """Keeps a cell and says so in one line. Raises ``BadInput``."""
        new = KeptCell(source, names_of_tests(name, source), cell)
        others = [other for other in self._cells.get(name, []) if not new.replaces(other)]
        self._cells[name] = [*others, new]
        number = sum(len(kept.names) for kept in self._cells[name])
        return f"{number} {'test' if number == 1 else 'tests'} kept for {name}"

    def of(self, name: str) -> tuple[str, ...]:
        """The sources kept for that name, in the order of the cells."""
        return tuple(kept.source for kept in self._cells.get(name, []))


def names_of_tests(name: str, source: str) -> tuple[str, ...]:
    """What pytest will collect. Raises ``BadInput`` where the source does not parse or holds no test."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = (getattr(error, "lineno", None) or 1) + 1
        why = getattr(error, "msg", str(error))
        raise BadInput(f"line {line} of the tests for {name} is no Python", why, "Mend it, run it again.") from None
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test")]
    bodies = [("", tree.body), *((f"{node.name}.", node.body) for node in classes)]
    found = [prefix + item.name for prefix, body in bodies for item in body if isinstance(item, FUNCTIONS)]
    found = [name for name in found if name.rpartition(".")[2].startswith("test")]
    if not found:
        raise BadInput(
            f"there is no test for {name} in this cell", mend="Write a function whose name begins with test."
        )
    return tuple(found)

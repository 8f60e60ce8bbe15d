"""Which attempts of a module were accepted, one after the other, and which of these stands now."""

from dataclasses import dataclass, replace
from typing import NamedTuple


class Acceptance(NamedTuple):
    """An attempt by its number, and whether a person chose it."""

    number: int
    by_hand: bool = False


@dataclass(frozen=True)
class Acceptances:
    """``made`` one after the other; the last of the first ``standing`` holds, none where that is 0."""

    made: tuple[Acceptance, ...] = ()
    standing: int = 0

    @property
    def now(self) -> Acceptance | None:
        """The one that holds."""
        return self.made[self.standing - 1] if self.standing else None

    @property
    def undone(self) -> Acceptance | None:
        """The one that ``redo`` brings back."""
        return self.made[self.standing] if self.standing < len(self.made) else None

    def then(self, new: Acceptance) -> "Acceptances":
        """One more; what was undone before it is not brought back any more."""
        return Acceptances((*self.made[: self.standing], new), self.standing + 1)

    def undo(self) -> "Acceptances":
        """As before the one that holds."""
        return replace(self, standing=max(0, self.standing - 1))

    def redo(self) -> "Acceptances":
        """As before the last ``undo``."""
        return replace(self, standing=min(len(self.made), self.standing + 1))

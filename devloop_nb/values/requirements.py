"""What the code must do, as the user said it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from devloop_nb.values.given import Given
from devloop_nb.values.growth import GrowthClass, growth_class
from devloop_nb.values.value import Value

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]*$", max_length=60)]


class Performance(Value):
    """Targets: ``time`` a growth class such as ``O(n)``, ``seconds`` and ``memory_mib`` for the slowest test."""

    time: str = ""
    seconds: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    memory_mib: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    @property
    def growth(self) -> GrowthClass | None:
        """The class that ``time`` means, if it means one."""
        return growth_class(self.time)


class Requirements(Value):
    """One piece of code to build: the five answers, what makes it acceptable, and the user's own tests.

    ``tests``, ``integration_tests`` (over all modules) and ``hidden_tests`` hold Python sources; hidden ones are
    never shown to a model and run once, on the code that was accepted. ``context`` is told to models beside the
    rest; ``given`` are objects that came along, and are no part of a spec's text.
    """

    name: Identifier
    goal: str = ""
    approach: str = ""
    technologies: tuple[str, ...] = ("python",)
    libraries: dict[str, tuple[str, ...]] = {}
    docs: tuple[str, ...] = ()
    entry: str = ""
    performance: Performance = Performance()
    criteria: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    context: dict[str, str] = {}
    notes: str = ""
    tests: tuple[str, ...] = ()
    integration_tests: tuple[str, ...] = ()
    hidden_tests: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()

    def told(self, words: tuple[str, ...]) -> "Requirements":
        """As a model is told them, with what people added since; their words come first."""
        return self.model_copy(update={"notes": "\n\n".join([*words, self.notes])}) if words else self

    def with_given(self, given: tuple[Given, ...]) -> "Requirements":
        """The same with objects and files of the user's, of which models are told."""
        told = {each.name: each.told for each in given if each.lent}
        return self.model_copy(update={"given": given, "context": {**self.context, **told}}) if given else self

    @property
    def lent(self) -> tuple[Given, ...]:
        """The objects that tests can take."""
        return tuple(each for each in self.given if each.lent)

    @property
    def files(self) -> dict[str, str]:
        """The texts that came along to be read, by the names of their files."""
        return {each.name: each.told for each in self.given if not each.lent}

    @property
    def shown_tests(self) -> tuple[str, ...]:
        """All that a model may see."""
        return self.tests + self.integration_tests

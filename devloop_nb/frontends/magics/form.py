"""``%%devloop --form`` and ``%devloop form``: the requirements as a form, in place of a run."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devloop_nb.frontends.magics.job import Job
from devloop_nb.frontends.widgets.form import Form
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.finding import Finding
from devloop_nb.values.given import Given
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import format_spec, parse_spec

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


@dataclass(frozen=True)
class FormCell:
    """A cell that asks; ``job`` makes a run of complete requirements, ``options`` stand behind ``%%devloop NAME``."""

    magics: "DevLoop"
    base: Requirements
    settings: Settings
    job: Callable[[Requirements], Job]
    options: str = ""
    given: tuple[Given, ...] = field(default=())

    async def wait(self) -> None:
        """Shows the form; the cell is done, and the kernel free."""
        self.block()

    def block(self) -> None:
        """Does the same where nothing can be awaited."""
        shell = self.magics.shell
        parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
        Form(self.base, self, parent.get("metadata", {}).get("cellId", "")).show()

    async def vet(self, requirements: Requirements) -> tuple[Finding, ...]:
        """What a run would find, tests and objects that come along included."""
        return await self.magics.desk.session.vet(self._whole(requirements), self.settings)

    async def run(self, requirements: Requirements) -> None:
        """Starts the run in the background."""
        await self.job(self._whole(requirements)).begin()

    def text(self, requirements: Requirements) -> str:
        """The cell without the form."""
        return f"%%devloop {requirements.name} {self.options}".rstrip() + f"\n{format_spec(requirements)}".rstrip(
            "\n"
        )

    def _whole(self, requirements: Requirements) -> Requirements:
        return with_kept_tests(self.magics, requirements).with_given(self.given)


def options_of(line: str, name: str) -> str:
    """The words behind ``%%devloop`` without ``--form`` and the name."""
    for word in ("--form", name):
        line = re.sub(rf"(^|\s+){re.escape(word)}(?=\s|$)", "", line, count=1) if word else line
    return line.strip()


def with_kept_tests(magics: "DevLoop", requirements: Requirements) -> Requirements:
    """With the tests that ``%%devloop_test`` cells kept for them."""
    kept = tuple(source for source in magics.tests.of(requirements.name) if source not in requirements.tests)
    return requirements.model_copy(update={"tests": (*requirements.tests, *kept)})


def base_of(magics: "DevLoop", name: str) -> Requirements:
    """The requirements of the newest run of that name; blank ones where there is none. Raises ``BadInput``."""
    if not name:
        return parse_spec("")
    try:
        found = magics.desk.ask(lambda session: session.find(name)).requirements
    except NotFound:
        found = None
    if found is None:
        return parse_spec("", name)
    told = {each.name for each in found.given}
    own = {key: says for key, says in found.context.items() if key not in told}
    kept = magics.tests.of(found.name)
    tests = tuple(source for source in found.tests if source not in kept)
    return found.model_copy(update={"context": own, "given": (), "tests": tests})


def form(magics: "DevLoop", options: argparse.Namespace) -> None:
    """``%devloop form NAME``; the cell becomes a ``%%devloop`` cell when the form is done."""
    if not magics.desk.has_browser:
        raise BadInput("a form needs JupyterLab", mend="Write the requirements into a %%devloop cell, or a file.")
    # Imported here: that module asks for a form where a cell does.
    from devloop_nb.frontends.magics.requests import form_cell

    base = base_of(magics, options.name)
    form_cell(magics, base.name, base).block()

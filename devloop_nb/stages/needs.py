"""Requirements -> what has to be installed before any of it can run."""

from collections.abc import Iterable, Iterator

from devloop_nb.ports.packages import Packages
from devloop_nb.values.distributions import LIBRARIES, distribution_of, named_library
from devloop_nb.values.imports import foreign_imports
from devloop_nb.values.need import Need
from devloop_nb.values.requirements import Requirements


async def absent_needs(requirements: Requirements, packages: Packages) -> tuple[Need, ...]:
    """The needs that a kernel would not find."""
    needs = needs_of(requirements)
    absent = await packages.absent(need.module for need in needs) if needs else frozenset()
    return tuple(need for need in needs if need.module in absent)


def needs_of(requirements: Requirements) -> tuple[Need, ...]:
    """The libraries and what the tests import, each module once; what cannot be read is left to the vetting."""
    found: dict[str, Need] = {}
    for need in (*_libraries(requirements), *_imports(requirements)):
        if need.module != requirements.name:
            found.setdefault(need.module, need)
    return tuple(found.values())


def _libraries(requirements: Requirements) -> Iterator[Need]:
    for library in requirements.libraries:
        module, distribution = named_library(library)
        if module:
            known, sure = distribution_of(module)
            guessed = not sure and not distribution
            yield Need(module=module, distribution=distribution or known, guessed=guessed, by="the requirements name")


def _imports(requirements: Requirements) -> Iterator[Need]:
    for by, sources in (
        ("the tests import", requirements.shown_tests),
        ("the hidden tests import", requirements.hidden_tests),
    ):
        for module in _foreign(sources):
            distribution, known = distribution_of(module)
            sure = module in LIBRARIES
            yield Need(module=module, distribution=distribution, guessed=not known, by=by, sure=sure)


def _foreign(sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        try:
            yield from foreign_imports(source)
        except (SyntaxError, ValueError):  # The vetting says where.
            continue

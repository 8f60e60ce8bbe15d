"""Requirements, and what they need that is not installed -> all findings."""

from collections.abc import Iterable

from devloop_nb.stages.vet.contradictions import vet_contradictions, vet_other_targets, vet_targets
from devloop_nb.stages.vet.own_tests import vet_testable, vet_tests
from devloop_nb.stages.vet.packages import vet_packages
from devloop_nb.stages.vet.subject import vet_entry, vet_goal, vet_name, vet_technologies
from devloop_nb.values.finding import Finding
from devloop_nb.values.near_headings import misspelt
from devloop_nb.values.need import NOT_ASKED, Need, Permission
from devloop_nb.values.requirements import Requirements


def vet(
    requirements: Requirements, absent: Iterable[Need] = (), permission: Permission = NOT_ASKED
) -> tuple[Finding, ...]:
    """All findings, errors first; an error means that the work cannot start.

    ``absent`` are the needs that are not installed, and by ``permission`` some of them will be.
    """
    found = [
        *vet_name(requirements),
        *vet_goal(requirements),
        *vet_technologies(requirements),
        *vet_targets(requirements),
        *vet_contradictions(requirements),
        *vet_other_targets(requirements),
        *vet_entry(requirements),
        *vet_tests(requirements),
        *vet_testable(requirements),
        *misspelt(requirements),
        *vet_packages(tuple(absent), permission),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != "error"))

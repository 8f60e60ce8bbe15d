"""What is not installed: what must not be, what will be, and what is most likely to be built."""

from collections.abc import Iterable, Sequence

from devloop_nb.values.finding import Finding, error_about
from devloop_nb.values.need import Need, Permission

PACKAGES = "packages"


def lacking(absent: Iterable[Need], permission: Permission) -> tuple[Need, ...]:
    """Those that must not be installed."""
    return tuple(need for need in absent if need.sure and not permission.covers(need.distribution))


def vet_packages(absent: Sequence[Need], permission: Permission) -> list[Finding]:
    """What is said of each need that is not installed."""
    missing = [_need(need, permission) for need in absent if need.sure]
    return missing + _unborn([need.module for need in absent if not need.sure])


def _need(need: Need, permission: Permission) -> Finding:
    says = f"{need.by} {need.module}, which is not installed"
    if permission.covers(need.distribution):
        return Finding(severity="info", about=PACKAGES, says=f"{says} and will be", asks=f"{need.command}.")
    allow = "" if permission.never else f", or allow it: --install {need.distribution}"
    return error_about(PACKAGES, says, f"{need.command}{allow}.")


def _unborn(modules: Sequence[str]) -> list[Finding]:
    """Modules that the tests import, and that are most likely to be built."""
    if not modules:
        return []
    says = f"to be built, as the tests import it and it is not installed: {', '.join(modules)}"
    asks = "A library among them is to be named under libraries."
    return [Finding(severity="info", about=PACKAGES, says=says, asks=asks)]

"""What the doctor says of the specs and of the accepted code in a folder."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from devloop_nb.ports.packages import Packages
from devloop_nb.specs.contents import packages_in, specs_in
from devloop_nb.stages.folder import imports_of, packages_health, specs_health
from devloop_nb.stages.needs import absent_needs
from devloop_nb.stages.vet.vetting import vet
from devloop_nb.values.errors import BadInput
from devloop_nb.values.finding import Finding
from devloop_nb.values.health import Health
from devloop_nb.values.settings import Settings


async def contents_health(folder: Path, settings: Settings, packages: Packages) -> tuple[Health, ...]:
    """Nothing of it is run."""
    found: dict[str, BadInput | Sequence[Finding]] = {}
    for path, spec in await asyncio.to_thread(lambda: list(specs_in(folder))):
        if isinstance(spec, BadInput):
            found[path] = spec
        else:
            found[path] = vet(spec, await absent_needs(spec, packages), settings.permission)
    written = await asyncio.to_thread(packages_in, folder)
    needs = imports_of(written)
    absent = await packages.absent(needs) if needs else frozenset()
    return (*specs_health(found), *packages_health(written, absent))

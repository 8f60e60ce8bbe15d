"""What the doctor says about the fence."""

import asyncio

from devloop_nb.kernels.fence.tier import find_tier
from devloop_nb.values.health import Health

_MEND = (
    "Generated code can read this user's files and use the network. Allow unprivileged user namespaces "
    "(sysctl kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0), "
    "or run inside a container or a virtual machine of its own."
)


async def fence_health() -> Health:
    """Tries the fence anew; anything below tier 2 is worth a word."""
    tier = await asyncio.to_thread(find_tier)
    return Health(about="fence", ok=tier.value > 1, says=tier.says, mend="" if tier.value > 1 else _MEND)

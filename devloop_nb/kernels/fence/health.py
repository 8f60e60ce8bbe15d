"""What the doctor says about the fence."""

import asyncio

from devloop_nb.kernels.fence.tier import MEND, find_tier
from devloop_nb.values.health import Health

_RISK = "Generated code can read this user's files and use the network."


async def fence_health() -> Health:
    """Tries the fence anew; anything below tier 2 is worth a word."""
    tier = await asyncio.to_thread(find_tier)
    return Health(about="fence", ok=tier.value > 1, says=tier.says, mend="" if tier.value > 1 else f"{_RISK} {MEND}")

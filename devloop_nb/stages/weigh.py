"""Accepted code with mistakes put into it -> which tests that a model wrote would have found none of them."""

import asyncio
from collections.abc import Mapping

from devloop_nb.ports.world import World
from devloop_nb.values.mutants import mutants
from devloop_nb.values.suite import Suite
from devloop_nb.values.weight import Weight


async def weigh(module: str, code: str, others: Mapping[str, str], suite: Suite, world: World) -> Weight | None:
    """Runs the suite over every mutant; None where the model wrote no test, or there is nothing to change."""
    files = {file.name for file in suite.files if file.provenance == "model"}
    of_model = [test for test in suite.expected if test.split("::")[0] in files]
    wrong = mutants(code, world.limits.mutants) if of_model and world.limits.mutants else ()
    if not wrong:
        return None
    suite = suite.untimed
    runs = (world.runner.run({**others, module: each}, suite, world.limits) for each in wrong)
    found = [{case.id for case in outcome.failing} for outcome in await asyncio.gather(*runs)]
    idle = tuple(test for test in of_model if not any(test in failing for failing in found))
    # A suite without tests would pass anything; one that finds nothing is told of as it is.
    left = idle if len(idle) < len(suite.expected) else ()
    return Weight(mutants=len(wrong), found=sum(bool(failing) for failing in found), idle=left)

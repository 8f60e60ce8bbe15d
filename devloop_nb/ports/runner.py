"""What runs suites, each in a kernel of its own."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from devloop_nb.values.covered import Covered
from devloop_nb.values.growth import Measured
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite
from devloop_nb.values.trials import Trials


class Runner(Protocol):
    """Runs suites, each in a kernel that has run nothing before and is thrown away after."""

    async def run(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome:
        """Runs the suite over ``sources`` (code by module name).

        Where ``suite.expected`` is empty every collected test is reported, else exactly the expected ones:
        an expected test that did not report is ``missing``. Raises ``KernelUnavailable``.
        """

    async def seal(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome | NotSealed:
        """The same with the tests in another kernel than the code, so that it can change nothing that they find.

        Raises ``KernelUnavailable``.
        """

    async def measure(
        self, sources: Mapping[str, str], call: tuple[str, str], inputs: str, limits: Limits
    ) -> Measured:
        """Times ``call`` (a module and its function) at growing sizes of what ``inputs(n)``, given as source, makes.

        What goes wrong in the code is told in ``Measured.problem``. Raises ``KernelUnavailable``.
        """

    async def try_variants(
        self, sources: Mapping[str, str], module: str, variants: Sequence[str], suite: Suite, limits: Limits
    ) -> Trials:
        """How many tests each variant of a module passes, quickly and without proof. Raises ``KernelUnavailable``."""

    async def cover(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Covered:
        """Which lines of the sources each test runs. Raises ``KernelUnavailable``."""

    async def measure_import(self, sources: Mapping[str, str], module: str, limits: Limits) -> ImportCost:
        """What the import of a module among the sources costs. Raises ``KernelUnavailable``."""

    async def close(self) -> None:
        """Ends whatever still runs."""

"""Does a fresh kernel really start and run a test?"""

from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.errors import KernelUnavailable
from devloop_nb.values.health import Health
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite, SuiteFile

_TEST = SuiteFile(name="test_one.py", source="def test_one():\n    import one\n", provenance="user")
_ABOUT = "fresh kernel"


async def kernel_health() -> Health:
    """Runs a suite of one test in a fresh kernel."""
    suite = Suite(module="one", files=(_TEST,), expected=("test_one.py::test_one",))
    try:
        runner = KernelRunner()
        outcome = await runner.run({"one": ""}, suite, Limits())
    except KernelUnavailable as error:
        return Health(about=_ABOUT, ok=False, says=f"{error.what}: {error.why}", mend=error.mend)
    if outcome.status != "passed" or outcome.receipt is None:
        mend = "Check that ipykernel, ipytest and pytest are installed for this Python, then run the check again."
        return Health(about=_ABOUT, ok=False, says=outcome.message or outcome.status, mend=mend)
    kernel = f"{outcome.receipt.kernel}, Python {outcome.receipt.python}"
    way = f"started cold, because {runner.cold_because}" if runner.cold_because else "forked from a template"
    says = f"{kernel}, {way}: one test in {outcome.seconds:.2f} s, with start and end"
    return Health(about=_ABOUT, ok=True, says=says)

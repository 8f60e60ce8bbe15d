"""A verdict that the code could have forged -> one that it cannot, where the tests speak plain data."""

from collections.abc import Mapping

from devloop_nb.ports.runner import Runner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite, is_timed


async def run_and_confirm(sources: Mapping[str, str], suite: Suite, runner: Runner, limits: Limits) -> Outcome:
    """Runs the suite, and where every test passes confirms that."""
    outcome = await runner.run(sources, suite, limits)
    if outcome.status != "passed":
        return outcome
    return await confirm(sources, suite, outcome, runner, limits)


async def confirm(
    sources: Mapping[str, str], suite: Suite, outcome: Outcome, runner: Runner, limits: Limits
) -> Outcome:
    """The outcome with a sealed verdict, or with the reason why there is none.

    Where tests that passed beside the code fail apart from it, the outcome is what they found apart from it.
    """
    sealed = await runner.seal(sources, suite, limits.patient)
    if isinstance(sealed, NotSealed):
        return outcome.model_copy(update={"not_sealed": sealed})
    seconds = outcome.seconds + sealed.seconds
    if sealed.status in ("timeout", "crashed"):
        # Every call costs a journey between two processes: what is quick beside the code may take too long.
        why = NotSealed(by="code", why=f"apart from the tests, {sealed.message}")
        return outcome.model_copy(update={"not_sealed": why, "seconds": seconds})
    lost = _passed(outcome) - _passed(sealed)
    if lost and all(map(is_timed, lost)):
        told = f"apart from the tests, which makes every call a journey, {min(lost)} takes too long"
        why = NotSealed(by="code", why=told)
        return outcome.model_copy(update={"not_sealed": why, "seconds": seconds})
    if not lost:
        return outcome.model_copy(update={"verdict": "sealed", "seconds": seconds})
    message = f"run apart from its tests the code passes {sealed.passed} of {sealed.expected}, beside them it passed"
    told = f"{message} {outcome.passed}. {sealed.message}".strip()
    return sealed.model_copy(update={"message": told, "seconds": seconds, "tier": outcome.tier})


def _passed(outcome: Outcome) -> set[str]:
    return {case.id for case in outcome.tests if case.outcome == "passed"}

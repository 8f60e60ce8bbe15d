"""What a run did not verify, said plainly."""

from collections.abc import Iterator

from devloop_nb.frontends.report.figures import count
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.run_state import ModuleState, RunState


def doubts(state: RunState) -> tuple[str, ...]:
    """One sentence for each thing a reader might think was checked and was not."""
    modules = state.modules.values()
    return (
        *_about_the_run(state),
        *(line for module in modules for line in _about_a_module(module)),
        *_always(state),
    )


def _about_the_run(state: RunState) -> Iterator[str]:
    if state.status in ("running", "stopped"):
        yield f"The run is {state.status}: what is missing here was not reached."
    if state.hidden is None:
        yield "No held-back tests ran: whether the code does more than pass the tests it was shown is not known."
    if len(state.modules) > 1 and state.integrated is None:
        yield "No integration tests ran: the modules were tested one by one."
    if state.requirements and state.requirements.performance.time:
        yield f"The growth class {state.requirements.performance.time} was asked for and not measured."
    if state.plan and state.plan.by == "model":
        yield "The plan was made by the model and approved by nobody."


def _about_a_module(module: ModuleState) -> Iterator[str]:
    if module.accepted is None:
        yield f"{module.name}: no attempt was accepted; the code shown, if any, is the best there was."
    if module.suite and any(file.provenance == "model" for file in module.suite.files):
        yield f"{module.name}: the model wrote tests itself; whether they ask for the right thing was not checked."
    if module.suite and module.suite.rejected:
        left_out = count(len(module.suite.rejected), "test")
        yield f"{module.name}: {left_out} left out, as on an empty stub they did not fail for the right reason."


def _always(state: RunState) -> Iterator[str]:
    if any(outcome.verdict == "in-process" for outcome in _outcomes(state)):
        yield "Tests and code ran in one process: code written to deceive its own tests could have done so."
    if fences := {outcome.fence for outcome in _outcomes(state) if outcome.fence}:
        yield f"Around the kernels stood: {'; '.join(sorted(fences))}. SECURITY.md says what that stops."
    yield "Security, licences, other Python versions and other machines were not looked at."


def _outcomes(state: RunState) -> Iterator[Outcome]:
    for module in state.modules.values():
        yield from (attempt.outcome for attempt in module.attempts if attempt.outcome)
    yield from (outcome for outcome in (state.integrated, state.hidden) if outcome)

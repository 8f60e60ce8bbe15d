"""What a run did not verify, said plainly."""

from collections.abc import Iterator

from devloop_nb.frontends.report.figures import count
from devloop_nb.frontends.report.readings import shut_off
from devloop_nb.values.gate import GateResult
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.run_state import RunState


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
    growth = state.requirements.performance.growth if state.requirements else None
    for module in state.modules.values() if growth else ():
        scaling = module.best.outcome.scaling if module.best and module.best.outcome else None
        if growth and (scaling is None or scaling.time.within(growth) is None):
            told = f": {scaling.time.says}" if scaling else ""
            yield f"{module.name}: whether it grows no faster than {growth} could not be told{told}."
    if state.plan and state.plan.by == "model":
        yield "The plan was made by the model and approved by nobody."


def _about_a_module(module: ModuleState) -> Iterator[str]:
    if module.accepted is None:
        yield f"{module.name}: no attempt was accepted; the code shown, if any, is the best there was."
    if module.suite and any(file.provenance == "model" for file in module.suite.files):
        yield f"{module.name}: the model wrote tests itself; whether they ask for the right thing was not checked."
    if module.weight and module.weight.found < module.weight.mutants:
        missed = module.weight.mutants - module.weight.found
        yield f"{module.name}: {missed} of {module.weight.mutants} mistakes put into the code were found by no test."
    for doubt in module.doubts:
        counts = module.suite and {*doubt.says} <= {*module.suite.expected}
        yield f"{module.name}: {doubt.told}; {'they count all the same' if counts else 'dropped with permission'}."
    dropped = {test for doubt in module.doubts for test in doubt.says}
    if module.suite and (rejected := module.suite.rejected.keys() - dropped):
        left_out = count(len(rejected), "test")
        yield f"{module.name}: {left_out} left out: they fail on a stub for no right reason, or find no mistake."


def _always(state: RunState) -> Iterator[str]:
    if beside := tuple(name for name, outcome in _last_words(state) if outcome.verdict == "in-process"):
        told = "tests and code ran in one process; code written to deceive its own tests could have done so"
        yield f"{', '.join(beside)}: {told}."
    if fences := {shut_off(outcome.fence) for outcome in _outcomes(state) if outcome.fence}:
        yield f"Generated code was shut off from {'; '.join(sorted(fences))}; SECURITY.md says how far that goes."
    for name, result in _gates(state):
        if result.status == "not run":
            yield f"{name}: the gate {result.gate} was not run: {result.why}."
    looked = any(result.gate == "security" and result.status != "not run" for _, result in _gates(state))
    yield f"{'' if looked else 'Security, '}licences, other Python versions and other machines were not looked at."


def _gates(state: RunState) -> Iterator[tuple[str, GateResult]]:
    for module in state.modules.values():
        yield from ((module.name, result) for result in (module.best and module.best.gates) or ())


def _last_words(state: RunState) -> Iterator[tuple[str, Outcome]]:
    """What the end rests on: the outcome of each module's best attempt, and of the tests over all of them."""
    for module in state.modules.values():
        if module.best and module.best.outcome:
            yield module.name, module.best.outcome
    yield from (
        (name, outcome)
        for name, outcome in (("integration", state.integrated), ("held-back tests", state.hidden))
        if outcome
    )


def _outcomes(state: RunState) -> Iterator[Outcome]:
    for module in state.modules.values():
        yield from (attempt.outcome for attempt in module.attempts if attempt.outcome)
    yield from (outcome for outcome in (state.integrated, state.hidden) if outcome)

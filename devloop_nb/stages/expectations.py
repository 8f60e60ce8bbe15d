"""Different codes that agree against a test of the model's -> whether it is dropped, which only people allow."""

import ast
from functools import lru_cache

from devloop_nb.ports.world import World
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.checkpoint import Checkpoint, bounded
from devloop_nb.values.doubt import Doubt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.parted_tests import units

# So many different codes have to agree; fewer are enough where the module has nothing left to try.
SEVERAL, FEWEST = 3, 2


async def question_expectations(name: str, world: World, *, spent: bool) -> None:
    """Asks about each doubt once, and drops what somebody lets go; ``spent`` says that nothing is left to try."""
    module, emit = world.log.state.modules[name], world.log.emit
    if (found := doubt(module, spent=spent)) and _is_new(found, module):
        await emit(ev.ExpectationDoubted(module=name, doubt=found))
    for number, each in enumerate(world.log.state.modules[name].doubts):
        module = world.log.state.modules[name]
        if module.suite is None or not {*each.says} <= {*module.suite.expected}:
            continue
        if (await world.helm.ask(expectation_question(module, number))).choice == "approve":
            best = max(each.attempts, key=lambda attempt: module.attempts[attempt - 1].total)
            await emit(ev.ExpectationDropped(module=name, doubt=each, attempt=best))


def expectation_question(module: ModuleState, number: int) -> Checkpoint:
    """Whether doubted tests of the model's are dropped; ``number`` counts the doubts about the module from 0."""
    doubted, files = module.doubts[number], module.suite.files if module.suite else ()
    texts = {f"{file.name}::{name}": text.strip() for file in files for name, text in units(file.source).items()}
    told = [texts.get("::".join(test.partition("[")[0].split("::")[:2]), "") for test in doubted.says]
    return Checkpoint(
        id=f"expectations/{module.name}/{number + 1}",
        about="expectations",
        asks=f"{module.name}: drop {', '.join(doubted.says)}? Different codes agree on another value.",
        shows=bounded("\n\n".join([doubted.told, *dict.fromkeys(filter(None, told))])),
    )


def doubt(module: ModuleState, *, spent: bool = False) -> Doubt | None:
    """What all attempts that fail nothing but tests of the model's agree on, each test with the same words.

    ``None`` where they are too few, or one of them passes the test or gives another value.
    """
    own = _own_tests(module)
    if not own or not module.finished or not _is_near(module.finished[-1], module, own):
        return None
    near = [attempt for attempt in module.finished if _is_near(attempt, module, own)]
    codes = {_shape(attempt.code): attempt.number for attempt in reversed(near)}
    if len(codes) < (FEWEST if spent else SEVERAL):
        return None
    agreed = set.intersection(*(_contradictions(attempt, own) for attempt in near))
    return Doubt(says=dict(sorted(agreed)), attempts=tuple(sorted(codes.values()))) if agreed else None


@lru_cache(maxsize=1024)
def _shape(code: str) -> str:
    return ast.dump(ast.parse(code))


def _own_tests(module: ModuleState) -> frozenset[str]:
    """The tests that a model wrote and that count."""
    if module.suite is None:
        return frozenset()
    files = {file.name for file in module.suite.files if file.provenance == "model"}
    return frozenset(test for test in module.suite.expected if test.partition("::")[0] in files)


def _is_near(attempt: Attempt, module: ModuleState, own: frozenset[str]) -> bool:
    """Whether it passes something, and of what counts it fails nothing but tests of the model's."""
    outcome, suite = attempt.outcome, module.suite
    if outcome is None or suite is None or outcome.status not in ("passed", "failed") or not outcome.passed:
        return False
    return {case.id for case in outcome.failing} & {*suite.expected} <= own


def _contradictions(attempt: Attempt, own: frozenset[str]) -> set[tuple[str, str]]:
    """The tests that found another value than they expect, each with its words."""
    failing = attempt.outcome.failing if attempt.outcome else ()
    return {(case.id, case.message) for case in failing if case.id in own and case.exception == "AssertionError"}


def _is_new(found: Doubt, module: ModuleState) -> bool:
    return all(found.says.keys() != known.says.keys() for known in module.doubts)

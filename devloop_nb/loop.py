"""One module: try, run, score and learn, until the score is good or the attempts are spent."""

from devloop_nb.judgement import grade, inspect, judge, suite_of
from devloop_nb.ports.world import World
from devloop_nb.stages.anchors import broken
from devloop_nb.stages.difficulty import complexity_of
from devloop_nb.stages.expectations import question_expectations
from devloop_nb.stages.feedback import write_feedback
from devloop_nb.stages.generate import generate
from devloop_nb.stages.near_misses import small_edit
from devloop_nb.stages.questions import blocker_question
from devloop_nb.stages.regression import break_above, slower, tell_broken
from devloop_nb.stages.review import left_over
from devloop_nb.stages.search import Policy, next_move
from devloop_nb.stages.stop import End, acceptable, module_end
from devloop_nb.stages.weigh import weigh
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.errors import RunHalted
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.plan import ModuleSpec


async def develop_module(spec: ModuleSpec, world: World) -> None:
    """Works on one module whose suite was proved red; goes on where the log says it stands."""
    while not (end := await settled_end(spec, world)) or await is_to_go_on(spec, end, world):
        await world.helm.steady()
        if world.log.state.helm.stop_after:
            return
        await try_once(spec, world)
    best = acceptable(_module(spec, world), world.limits)
    if end.status == "success" and best and not _module(spec, world).by_hand:
        await world.log.emit(ev.AttemptAccepted(module=spec.name, number=best.number, by="score"))
        if left := left_over(_module(spec, world), best):
            await world.log.emit(ev.SuggestionsLeft(module=spec.name, number=best.number, left=left))
        others = world.log.state.code_below(spec.name)
        if weight := await weigh(spec.name, best.code, others, suite_of(spec, world), world):
            await world.log.emit(ev.SuiteWeighed(module=spec.name, weight=weight))
    await world.log.emit(ev.ModuleEnded(module=spec.name, status=end.status, reason=end.reason))


async def settled_end(spec: ModuleSpec, world: World) -> End | None:
    """The end of a module, or ``None`` while it is worth another try; doubted tests are asked about before."""
    spent = module_end(_module(spec, world), world.limits) is not None
    await question_expectations(spec.name, world, spent=spent)
    return module_end(_module(spec, world), world.limits)


async def is_to_go_on(spec: ModuleSpec, end: End, world: World) -> bool:
    """Whether somebody sends back a module that fell short, with what it is told then."""
    module = _module(spec, world)
    if end.status == "success" or module.by_hand:
        return False
    answer = await world.helm.ask(blocker_question(module, end.reason))
    if answer.choice == "approve":
        return False
    if answer.by != "user":
        raise RunHalted(f"{spec.name}: {end.reason}, and nobody may go on without it")
    await world.log.emit(ev.ModuleReopened(module=spec.name, reason=end.reason, feedback=answer.note, by="user"))
    return True


async def try_once(spec: ModuleSpec, world: World) -> None:
    """The next move and its code; then, as long as it passes more, one small edit of it."""
    move = next_move(_module(spec, world), policy(spec, world))
    world.log.add(ev.AttemptStarted(module=spec.name, move=move))
    others = world.log.state.code_below(spec.name)
    await assess(spec, move, await generate(spec, move, _module(spec, world), others, world), world)
    while edited := await small_edit(_module(spec, world), suite_of(spec, world), others, world):
        world.log.add(ev.AttemptStarted(module=spec.name, move=edited.move))
        await assess(spec, *edited, world)


async def assess(spec: ModuleSpec, move: Move, draft: Draft, world: World) -> None:
    """What a fresh kernel says of an attempt's code, the score and the feedback."""
    add, name = world.log.add, spec.name
    add(ev.CodeWritten(module=name, number=move.number, draft=draft))

    others = world.log.state.code_below(name)
    outcome = await judge(spec, draft, others, world)
    add(ev.AttemptRun(module=name, number=move.number, outcome=outcome))

    attempt = await inspect(spec, move, {**others, name: draft.code}, outcome, world)
    score = await grade(outcome, spec, world, blocked=bool(attempt.blocked))
    good = score.total >= world.limits.threshold
    above = await break_above(name, move.number, draft.code, world) if good else ()
    parent = _parent(move, spec, world) or (_module(spec, world).best if above else None)
    worse = (*tell_broken(above), *slower(_accepted(spec, world), outcome))
    before, found = parent.code if parent else "", attempt.to_mend
    suite = suite_of(spec, world)
    feedback = write_feedback(outcome, spec.performance, before, draft.code, findings=found, worse=worse, suite=suite)
    add(ev.AttemptScored(module=name, number=move.number, score=score, feedback=feedback))
    if parent and (broke := broken(parent, outcome) + tuple(each.case.id for each in above)):
        add(ev.AttemptReverted(module=name, number=move.number, parent=parent.number, broke=broke))


def policy(spec: ModuleSpec, world: World) -> Policy:
    """How the coder is led at this module."""
    settings, limits = world.log.state.settings, world.limits
    hard = settings.models.get("hard", "")
    complexity = complexity_of(spec, _module(spec, world).suite, settings.hard_from) if hard else ""
    forms = world.coder.forms_of(hard if complexity else "")
    return Policy(forms, limits.drafts, hard_lm=hard, complexity=complexity, samples=limits.search == "samples")


def _parent(move: Move, spec: ModuleSpec, world: World) -> Attempt | None:
    return _module(spec, world).attempts[move.parent - 1] if move.parent else None


def _accepted(spec: ModuleSpec, world: World) -> Attempt | None:
    module = _module(spec, world)
    return module.best if module.accepted else None


def _module(spec: ModuleSpec, world: World) -> ModuleState:
    return world.log.state.modules[spec.name]

"""What happened to a module, its tests and its acceptance, in one line of text."""

from devloop_nb.frontends.describe_checks import say_left
from devloop_nb.frontends.report.figures import count
from devloop_nb.values import events as ev
from devloop_nb.values.parted_tests import units

ModuleEvent = (
    ev.SuiteProved
    | ev.SuiteRejected
    | ev.SuiteWeighed
    | ev.ExpectationDoubted
    | ev.ExpectationDropped
    | ev.SuggestionsLeft
    | ev.AcceptanceTurned
    | ev.ModuleReopened
    | ev.ModuleEnded
)


def say_module(event: ModuleEvent) -> str:
    """What happened, in one line."""
    match event:
        case ev.SuiteProved(suite=suite, hidden=hidden, held=held):
            dropped = f", {len(suite.rejected)} rejected" if suite.rejected else ""
            dropped += f", {len(units(held.source))} held back" if held else ""
            failing = count(len(suite.expected), f"{'held-back ' * hidden}test")
            return f"{suite.module}: {failing} {'fails' if len(suite.expected) == 1 else 'fail'} on a stub{dropped}"
        case ev.SuiteRejected(module=module, reason=reason):
            return f"{module}: the tests that the model wrote are rejected, and it is asked for others: {reason}"
        case ev.SuggestionsLeft(module=module, left=left):
            return f"{module}: {say_left(left)}"
        case ev.SuiteWeighed(module=module, weight=weight):
            found = "finds none and does not count" if len(weight.idle) == 1 else "find none and do not count"
            idle = f"; {count(len(weight.idle), 'test')} of the model's {found}" if weight.idle else ""
            return f"{module}: its tests find {weight.found} of {weight.mutants} mistakes put into the code{idle}"
        case ev.ExpectationDoubted(module=module, doubt=doubt):
            return f"{module}: {doubt.told}"
        case ev.ExpectationDropped(module=module, doubt=doubt):
            return f"{module}: {', '.join(doubt.says)} does not count any more"
        case ev.ModuleReopened(module=module, reason=reason):
            return f"{module} is sent back: {reason}"
        case ev.AcceptanceTurned(module=module, turn=turn):
            return f"{module}: the last acceptance is {'undone' if turn == 'undo' else 'made again'}"
        case ev.ModuleEnded(module=module, status=status, reason=reason):
            return f"{module}: {status}, {reason}"

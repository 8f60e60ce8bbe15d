"""A run's answers as a script: ``--lm scripted:FILE`` plays the run again without its model."""

import yaml

from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.parted_tests import joined
from devloop_nb.values.review import SAYS, Review
from devloop_nb.values.run_state import RunState


def _remarks(review: Review) -> list[dict[str, str | int]]:
    """What the model said; what the gates said they will say again."""
    return [
        {"severity": SAYS[each.severity], "line": each.line, "about": each.about, "says": each.says}
        for each in review.findings
        if each.rule == "review"
    ]


def _written(module: ModuleState) -> str:
    """The tests that the model wrote, with those that were held back."""
    files = module.suite.files if module.suite else ()
    source = next((file.source for file in files if file.provenance == "model"), "")
    return joined(source, module.held.source) if module.held else source


def script(state: RunState) -> str:
    """YAML with the plan, the tests that the model wrote, and the code of every attempt."""
    plan = state.plan.modules if state.plan and state.plan.by != "requirements" else ()
    modules = state.modules.items()
    written = {name: tests for name, module in modules if (tests := _written(module))}
    answers = {
        "plan": [module.model_dump(mode="json", exclude_defaults=True) for module in plan],
        "tests": written,
        "code": {name: [attempt.code for attempt in module.attempts] for name, module in modules},
        "review": {
            name: [_remarks(each) for each in module.reviews]
            for name, module in modules
            if any(each.by != "rules" for each in module.reviews)
        },
        "compliance": {
            row.criterion.id: {"tests": list(row.tests)} for row in state.compliance or () if row.by == "claim"
        },
    }
    head = f"# What {state.lm} answered in the run {state.run}.\n"
    return head + yaml.safe_dump({part: said for part, said in answers.items() if said}, sort_keys=False)

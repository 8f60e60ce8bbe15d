"""A run's answers as a script: ``--lm scripted:FILE`` plays the run again without its model."""

import yaml

from devloop_nb.values.review import SAYS, Review
from devloop_nb.values.run_state import RunState


def _remarks(review: Review) -> list[dict[str, str | int]]:
    """What the model said; what the gates said they will say again."""
    return [
        {"severity": SAYS[each.severity], "line": each.line, "about": each.about, "says": each.says}
        for each in review.findings
        if each.rule == "review"
    ]


def script(state: RunState) -> str:
    """YAML with the plan, the tests that the model wrote, and the code of every attempt."""
    plan = state.plan.modules if state.plan and state.plan.by != "requirements" else ()
    files = [file for module in state.modules.values() if module.suite for file in module.suite.files]
    written = {file.name: file.source for file in files if file.provenance == "model"}
    modules = state.modules.items()
    answers = {
        "plan": [module.model_dump(mode="json", exclude_defaults=True) for module in plan],
        "tests": {
            name: written[f"test_{name}_model.py"] for name in state.modules if f"test_{name}_model.py" in written
        },
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

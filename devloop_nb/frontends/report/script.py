"""A run's answers as a script: ``--lm scripted:FILE`` plays the run again without its model."""

import yaml

from devloop_nb.values.run_state import RunState


def script(state: RunState) -> str:
    """YAML with the plan, the tests that the model wrote, and the code of every attempt."""
    plan = state.plan.modules if state.plan and state.plan.by != "requirements" else ()
    files = [file for module in state.modules.values() if module.suite for file in module.suite.files]
    written = {file.name: file.source for file in files if file.provenance == "model"}
    answers = {
        "plan": [module.model_dump(mode="json", exclude_defaults=True) for module in plan],
        "tests": {
            name: written[f"test_{name}_model.py"] for name in state.modules if f"test_{name}_model.py" in written
        },
        "code": {name: [attempt.code for attempt in module.attempts] for name, module in state.modules.items()},
    }
    head = f"# What {state.lm} answered in the run {state.run}.\n"
    return head + yaml.safe_dump({part: said for part, said in answers.items() if said}, sort_keys=False)

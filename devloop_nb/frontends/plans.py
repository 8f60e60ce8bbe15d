"""A run's plan as people see it, and the one they wrote in its place."""

from pathlib import Path

from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.plan import Plan
from devloop_nb.values.plan_text import parse_plan
from devloop_nb.values.run_state import RunState


def plan_to_show(state: RunState) -> Plan:
    """The plan that is asked about, else the one that is built. Raises ``NotFound``."""
    asked = [question.plan for question in state.helm.asked.values() if question.plan]
    if state.plan or asked:
        return state.plan or asked[-1]
    raise NotFound(f"{state.name} has no plan yet", mend="Wait for it, or resume the run.")


def plan_in_file(path: Path) -> Plan:
    """The plan in a YAML file. Raises ``BadInput``."""
    try:
        text = path.expanduser().read_text("utf-8")
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BadInput(f"{path} cannot be read", why, "Write the plan that `devloop-nb plan RUN` prints.") from None
    return parse_plan(text, str(path))

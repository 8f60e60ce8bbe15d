"""A module of the plan -> its tests."""

from collections.abc import Sequence

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat, form_of
from devloop_nb.lm.drafting import draft_of
from devloop_nb.lm.wording import files_text, module_text, requirements_text, tests_text
from devloop_nb.values.plan import INTEGRATION, ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings


async def write_tests(module: ModuleSpec, requirements: Requirements, ask: Ask, rejected: Sequence[str] = ()) -> str:
    """The source of a pytest file, empty after two answers without one. Raises ``ModelUnavailable``."""
    form, asked = suite_form(module, requirements, ask.settings), 2 * len(rejected)
    form = form.after(rejected[-1]) if rejected else form
    for key in (f"tests/{module.name}" + (f"/{turn}" if turn > 1 else "") for turn in (asked + 1, asked + 2)):
        draft = draft_of(await ask_in_chat(ask, key, "tests", form), "tests")
        if not draft.problem:
            return draft.code
        form = form.after(draft.problem)
    return ""


def suite_form(module: ModuleSpec, requirements: Requirements, settings: Settings) -> Form:
    """What a model is asked; tests of performance at some size are made without it."""
    checks = tuple(check for check in module.checks if not check.size)
    texts = {
        "requirements": requirements_text(requirements),
        "files": files_text(requirements.files),
        "module": module_text(module.model_copy(update={"checks": checks})),
        "given_tests": tests_text(requirements.shown_tests),
    }
    about = {"module": module.name, "name": requirements.name, "goal": requirements.goal}
    task = "integration" if module.name == INTEGRATION else "module"
    return form_of("tests", settings, texts, {"tests": str}, task, **about)

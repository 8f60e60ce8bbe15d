"""A brief -> the code of one module."""

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat
from devloop_nb.lm.drafting import draft_of
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.lm.wording import module_text, requirements_text, sources_text, tests_text
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.plan import MAX_LINES

RULES = f"""
Give the whole file, at most {MAX_LINES} lines: no excerpt, no diff, no placeholder, no tests. Define every name that
the tests import from it. Solve the problem in general: the code will also be run on inputs that are not shown, so
never look for those of the tests. Import only the standard library, the libraries that the requirements name and the
dependencies shown. At import time do nothing but define. Type hints, and one line of docstring for what is public."""
TASKS = {
    "draft": "Write one Python module that meets the requirements and passes all tests.",
    "debug": "The module fails tests. Find the cause, then write the module anew so that it passes all tests.",
    "simplify": "The module fails tests, and mending it led nowhere. Write the simplest one that can pass them.",
    "improve": "The module passes its tests but misses a target. Write it anew, better, and still passing.",
}
CAUSE = ("in one or two sentences: the cause, and what you change", str)
CODE = ("the whole file in one ```python block", str)


async def write_code(brief: Brief, ask: Ask) -> Draft:
    """The next draft; an answer that cannot be used is a draft with a problem. Raises ``ModelUnavailable``."""
    module = brief.module
    key = f"code/{module.name}/{brief.move.number}"
    call = await ask_in_chat(ask, key, "code", code_form(brief), temperature=brief.move.temperature)
    return draft_of(call, "code", wanted_names(module.name, brief.tests, module.entry), module.entry)


def code_form(brief: Brief) -> Form:
    """What a model is asked; without previous code every move is a first draft."""
    kind = brief.move.kind if brief.previous else "draft"
    inputs = {
        "requirements": ("what all modules must do together", requirements_text(brief.requirements)),
        "module": ("the module to write", module_text(brief.module)),
        "dependencies": ("modules that it may import", sources_text(brief.dependencies)),
        "tests": ("what it must pass", tests_text(brief.tests)),
        "previous_code": ("the module as it is", brief.previous),
        "feedback": ("what the tests said about it", brief.feedback),
    }
    outputs = {"code": CODE} if kind == "draft" else {"cause": CAUSE, "code": CODE}
    return Form(TASKS[kind] + "\n" + RULES, inputs, outputs)

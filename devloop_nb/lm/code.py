"""A brief -> the code of one module."""

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat, form_of
from devloop_nb.lm.drafting import draft_of
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.lm.wording import files_text, module_text, outline, requirements_text, sources_text, tests_text
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.plan import MAX_LINES
from devloop_nb.values.settings import Settings


async def write_code(brief: Brief, ask: Ask) -> Draft:
    """The next draft; an answer that cannot be used is a draft with a problem. Raises ``ModelUnavailable``."""
    module = brief.module
    key = f"code/{module.name}/{brief.move.number}"
    call = await ask_in_chat(ask, key, "code", code_form(brief, ask.settings), temperature=brief.move.temperature)
    return draft_of(call, "code", wanted_names(module.name, brief.tests, module.entry), module.entry)


def code_form(brief: Brief, settings: Settings) -> Form:
    """What a model is asked; without previous code every move is a first draft."""
    kind = brief.move.kind if brief.previous else "draft"
    texts = {
        "requirements": requirements_text(brief.requirements),
        "files": files_text(brief.requirements.files),
        "module": module_text(brief.module),
        "dependencies": sources_text(brief.dependencies),
        "tests": tests_text(brief.tests),
        "previous_code": brief.previous,
        "feedback": brief.feedback,
        "earlier_attempts": "\n".join(brief.earlier),
        "plan": "\n".join(map(outline, brief.others)),
        "existing": sources_text(brief.existing),
        "project": brief.project,
    }
    outputs = {"code": str} if kind == "draft" else {"cause": str, "code": str}
    about = {"module": brief.module.name, "name": brief.requirements.name, "goal": brief.requirements.goal}
    about["existing"] = ", ".join(brief.existing)
    return form_of("code", settings, texts, outputs, kind, max_lines=MAX_LINES, **about)

"""A module of the plan -> its tests."""

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat
from devloop_nb.lm.drafting import draft_of
from devloop_nb.lm.wording import module_text, requirements_text, tests_text
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements

INSTRUCTIONS = """Write the pytest file for one module that does not exist yet; its code will be written to pass it.

Import what you test from the module by name, with the given signatures. Test the behaviour that the requirements
state, usual cases, edges and errors, one behaviour a test, about 4 to 10 tests. Where the requirements are silent,
test nothing: a wrong test condemns right code. Work every expected value out by hand and write it as a literal;
compare floats with pytest.approx. Every test must fail as long as the module has no bodies. No mocks, no network, no
sleeping, no files but under tmp_path."""


async def write_tests(module: ModuleSpec, requirements: Requirements, ask: Ask) -> str:
    """The source of a pytest file, empty after two answers without one. Raises ``ModelUnavailable``."""
    form = suite_form(module, requirements)
    for key in (f"tests/{module.name}", f"tests/{module.name}/2"):
        draft = draft_of(await ask_in_chat(ask, key, "tests", form), "tests")
        if not draft.problem:
            return draft.code
        form = form.after(draft.problem)
    return ""


def suite_form(module: ModuleSpec, requirements: Requirements) -> Form:
    """What a model is asked."""
    inputs = {
        "requirements": ("what all modules must do together", requirements_text(requirements)),
        "module": ("the module to test", module_text(module)),
        "given_tests": (
            "the user's tests: they pin names down, do not repeat them",
            tests_text(requirements.shown_tests),
        ),
    }
    return Form(INSTRUCTIONS, inputs, {"tests": ("the whole file in one ```python block", str)})

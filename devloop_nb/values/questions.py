"""The questions that make requirements; every way in asks the same ones in the same order."""

from typing import Literal

from devloop_nb.values.value import Value

Shape = Literal["line", "number", "words", "text", "items", "libraries", "tests"]


class Question(Value):
    """``field`` is what it fills in the requirements, with a dot before a part; ``shape`` is how it is answered.

    ``words`` are parted by commas, ``items`` and ``libraries`` stand one in a line, ``tests`` are Python.
    """

    field: str
    title: str
    asks: str
    hint: str
    shape: Shape = "line"
    optional: bool = True


QUESTIONS = (
    Question(
        field="goal",
        title="Goal",
        asks="What must the code do?",
        hint="one sentence, e.g. Scale numbers linearly to the range 0..1",
        shape="text",
        optional=False,
    ),
    Question(
        field="approach",
        title="Algorithmic approach",
        asks="Which algorithmic approach?",
        hint="e.g. one pass for the bounds, one for the values",
        shape="text",
    ),
    Question(
        field="technologies",
        title="Technologies",
        asks="Which technologies?",
        hint="e.g. python, numpy",
        shape="words",
    ),
    Question(
        field="libraries",
        title="Libraries",
        asks="Which libraries, and what of each?",
        hint="one in a line, e.g. numpy: minimum, maximum",
        shape="libraries",
    ),
    Question(
        field="docs",
        title="Documentation",
        asks="Which documentation should be read?",
        hint="links or file names, one in a line",
        shape="items",
    ),
)
"""What is to be built, and with what."""

MEASURES = (
    Question(
        field="criteria",
        title="Acceptance criteria",
        asks="When is it right?",
        hint="one in a line, e.g. MUST return zeros if all values are equal",
        shape="items",
    ),
    Question(
        field="constraints",
        title="Constraints",
        asks="What must it not do?",
        hint="one in a line, e.g. the input is not changed",
        shape="items",
    ),
    Question(field="performance.time", title="Growth", asks="How may its time grow?", hint="e.g. O(n log n)"),
    Question(
        field="performance.seconds",
        title="Seconds",
        asks="How long may a test take?",
        hint="e.g. 0.5",
        shape="number",
    ),
    Question(
        field="performance.memory_mib",
        title="Memory",
        asks="How many MiB may it take?",
        hint="e.g. 50",
        shape="number",
    ),
)
"""How to tell that it is good enough."""

DETAILS = (
    Question(
        field="name", title="Name", asks="What is the module called?", hint="small letters, digits and _, e.g. scale"
    ),
    Question(field="entry", title="Called as", asks="How is it called?", hint="e.g. scale(xs)"),
    Question(
        field="notes",
        title="Anything else",
        asks="What else is there to say?",
        hint="free text; lines with >>> and what they give are tests",
        shape="text",
    ),
)
"""What it is called, and all that no question asks for."""

TESTS = (
    Question(
        field="tests",
        title="Your tests",
        asks="Which tests must pass?",
        hint="pytest functions; no model may change them",
        shape="tests",
    ),
    Question(
        field="integration_tests",
        title="Integration tests",
        asks="Which tests must pass over all modules together?",
        hint="pytest functions that import several modules",
        shape="tests",
    ),
    Question(
        field="hidden_tests",
        title="Hidden tests",
        asks="Which tests are held back?",
        hint="never shown to a model; run once, on what was accepted",
        shape="tests",
    ),
)
"""The user's own tests."""

ALL = (*QUESTIONS, *MEASURES, *DETAILS, *TESTS)
EVERYWHERE = "notes"


def field_of(about: str) -> str:
    """The field that a finding is about; what is about none of them stands with the free text."""
    name = {"packages": "libraries"}.get(about, about.partition(",")[0].replace(" ", "_"))
    return name if any(name == question.field for question in ALL) else EVERYWHERE

"""Answers in a form become requirements and come back without loss, also by way of a text."""

from any_requirements import REQUIREMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from devloop_nb.values.answers import answers_of, placed, read_answers
from devloop_nb.values.questions import ALL, QUESTIONS, field_of
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.spec_text import format_spec, parse_spec

WORD = st.from_regex(r"[A-Za-z][A-Za-z0-9_.+-]{0,12}", fullmatch=True)
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ITEM = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
SOURCE = LINE.map(lambda words: f"# {words}\ndef test_it(): pass\n")
TYPED = st.builds(
    Requirements,
    name=st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    goal=LINE,
    approach=ITEM,
    technologies=st.lists(WORD, max_size=3).map(tuple),
    libraries=st.dictionaries(WORD, st.lists(WORD, max_size=3).map(tuple), max_size=3),
    docs=st.lists(LINE, max_size=2).map(tuple),
    entry=LINE,
    performance=st.builds(Performance, time=st.sampled_from(["", "O(n)"]), seconds=st.none() | st.floats(0.001, 1e6)),
    criteria=st.lists(ITEM, max_size=3).map(tuple),
    constraints=st.lists(ITEM, max_size=3).map(tuple),
    notes=ITEM,
    tests=st.lists(SOURCE, max_size=3).map(tuple),
    hidden_tests=st.lists(SOURCE, max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(REQUIREMENTS)
def test_a_form_that_nobody_touches_changes_nothing(requirements: Requirements) -> None:
    read, findings = read_answers(answers_of(requirements), requirements)
    assert (read, findings) == (requirements, ())
    assert parse_spec(format_spec(read)) == requirements


@settings(max_examples=150, deadline=None)
@given(REQUIREMENTS, st.sampled_from([question.field for question in ALL]))
def test_one_answer_changes_one_field(requirements: Requirements, field: str) -> None:
    said = {"name": "other", "performance.seconds": "2.5", "performance.memory_mib": "7"}.get(field, "something else")
    read, findings = read_answers({field: said}, requirements)
    assert findings == ()
    changed = {name for name in Requirements.model_fields if getattr(read, name) != getattr(requirements, name)}
    assert changed <= {field.partition(".")[0]}
    assert parse_spec(format_spec(read)) == read


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_what_is_typed_comes_back_from_the_form_the_text_and_the_file(requirements: Requirements) -> None:
    read, findings = read_answers(answers_of(requirements), Requirements(name="blank", technologies=()))
    assert (read, findings) == (requirements, ())
    again = parse_spec(format_spec(read))
    assert answers_of(again) == answers_of(requirements)


def test_the_five_questions_come_first_and_in_order() -> None:
    assert [question.field for question in QUESTIONS] == ["goal", "approach", "technologies", "libraries", "docs"]
    assert ALL[:5] == QUESTIONS
    asked = {question.field.partition(".")[0] for question in ALL}
    assert set(Requirements.model_fields) - asked == {"context", "given"}


def test_an_answer_that_cannot_be_used_is_a_finding_beside_its_field() -> None:
    base = Requirements(name="scale", goal="Scale numbers")
    read, findings = read_answers({"name": "A b", "performance.seconds": "soon", "goal": "Halve"}, base)
    assert read == base.model_copy(update={"goal": "Halve"})
    assert [(each.severity, each.about) for each in findings] == [
        ("error", "performance.seconds"),
        ("error", "name"),
    ]
    assert "'soon' cannot be used" in findings[0].says


def test_tests_are_parted_as_cells_are() -> None:
    base = Requirements(name="scale", tests=("def test_a(): pass\n", "def test_b(): pass\n"))
    text = answers_of(base)["tests"]
    assert text == "def test_a(): pass\n# %%\ndef test_b(): pass\n"
    read, _ = read_answers({"tests": text.replace("test_b", "test_c")}, base)
    assert read.tests == ("def test_a(): pass\n", "def test_c(): pass\n")


def test_an_answer_to_a_question_about_tests_finds_its_place() -> None:
    base = Requirements(name="half", goal="Halve a number", criteria=("zero stays",), notes="Mind zero.")
    assert placed(">>> half(4)\n2", base) == ("notes", "Mind zero.\n\n>>> half(4)\n2")
    assert placed("def test_it(): pass", base) == ("tests", "def test_it(): pass\n")
    assert placed("half of 4 is 2", base) == ("criteria", "zero stays\nhalf of 4 is 2")


def test_findings_are_shown_beside_what_they_are_about() -> None:
    assert field_of("tests, block 2") == "tests"
    assert field_of("hidden tests") == "hidden_tests"
    assert field_of("performance.time") == "performance.time"
    assert field_of("packages") == "libraries"
    assert field_of("something new") == "notes"

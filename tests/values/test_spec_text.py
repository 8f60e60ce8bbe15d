"""A spec's text becomes requirements and comes back without loss."""

import pytest
from any_requirements import PIECES, REQUIREMENTS, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from devloop_nb.values.errors import BadSpec
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.spec_text import format_spec, parse_spec

SCALE = """---
name: scale                     # module name
goal: Scale numbers linearly to the range 0..1
approach: one pass for the bounds, one for the values
technologies: [python]
libraries: {numpy: [minimum, maximum]}
docs: []
entry: scale(xs)
performance: {time: O(n), memory_mib: 50}
---
If all values are equal, return zeros. An empty list stays empty.

- the ends are 0 and 1
- order is kept

>>> scale([0, 5, 10])
[0.0, 0.5, 1.0]

## Tests
```python
from scale import scale
def test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
```
## Hidden tests
```python
from scale import scale
def test_equal(): assert scale([3, 3]) == [0.0, 0.0]
```
"""
SCALED = Requirements(
    name="scale",
    goal="Scale numbers linearly to the range 0..1",
    approach="one pass for the bounds, one for the values",
    libraries={"numpy": ("minimum", "maximum")},
    entry="scale(xs)",
    performance=Performance(time="O(n)", memory_mib=50),
    criteria=("the ends are 0 and 1", "order is kept"),
    notes="If all values are equal, return zeros. An empty list stays empty.\n\n"
    ">>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]",
    tests=("from scale import scale\ndef test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]\n",),
    hidden_tests=("from scale import scale\ndef test_equal(): assert scale([3, 3]) == [0.0, 0.0]\n",),
)


@settings(max_examples=150, deadline=None)
@given(REQUIREMENTS)
def test_all_requirements_come_back_from_their_text(requirements: Requirements) -> None:
    text = format_spec(requirements)
    assert parse_spec(text) == requirements
    assert format_spec(parse_spec(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, TEXT), max_size=12).map("".join))
def test_any_text_is_read_or_refused_and_what_was_read_is_stable(text: str) -> None:
    try:
        requirements = parse_spec(text)
    except BadSpec as error:
        assert error.mend
        assert "\n" not in error.line
    else:
        assert parse_spec(format_spec(requirements)) == requirements


def test_the_worked_example_is_read_whole() -> None:
    assert parse_spec(SCALE) == SCALED


def test_what_markdown_can_carry_is_written_as_markdown() -> None:
    text = format_spec(SCALED)
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert "libraries:\n  numpy: [minimum, maximum]" in head
    assert "memory_mib: 50" in head
    assert body.startswith("If all values are equal")
    assert "## Acceptance criteria\n- the ends are 0 and 1\n- order is kept\n" in body
    assert "## Tests\n```python\nfrom scale import scale\n" in body
    assert "def test" not in head


def test_a_bare_sentence_is_a_spec() -> None:
    assert parse_spec("Scale numbers\nto 0..1.", "scale") == Requirements(name="scale", goal="Scale numbers to 0..1.")
    assert parse_spec("Say hello").name == "solution"


def test_no_text_gives_an_empty_goal() -> None:
    assert parse_spec("", "a") == parse_spec(" \n\n", "a") == Requirements(name="a", goal="")


def test_further_paragraphs_and_unknown_headings_are_kept_word_for_word() -> None:
    read = parse_spec(
        "# Scaling\n\nScale numbers.\n\nMind  NaN.\n\n## Background\n\n- once\n- upon\n\n### Tests?\nx\n"
    )
    assert read.goal == "Scale numbers."
    assert read.notes == "# Scaling\n\nMind  NaN.\n\n## Background\n\n- once\n- upon\n\n### Tests?\nx"
    assert read.criteria == ()


def test_the_five_answers_have_headings() -> None:
    read = parse_spec(
        "## Goal\nScale numbers\n\n## Approach\none pass\n\ntwo sums\n## Technologies\npython, numpy\n"
        "## Libraries\n- numpy: minimum, maximum\n- pandas\n## Documentation\n- https://numpy.org/doc\n"
        "## Constraints\n- no loops\n## Acceptance criteria:\n- [ ] fast\n- [x] right:\n  always\n"
    )
    assert (read.goal, read.approach) == ("Scale numbers", "one pass\n\ntwo sums")
    assert read.technologies == ("python", "numpy")
    assert read.libraries == {"numpy": ("minimum", "maximum"), "pandas": ()}
    assert read.docs == ("https://numpy.org/doc",)
    assert read.constraints == ("no loops",)
    assert read.criteria == ("fast", "right:\nalways")
    assert read.notes == ""


def test_libraries_and_lists_may_be_written_short() -> None:
    read = parse_spec(
        "---\nlibraries: [numpy, scipy: stats]\ntechnologies: python, sql\ndocs: a, b\napproach:\n---\nDo"
    )
    assert read.libraries == {"numpy": (), "scipy": ("stats",)}
    assert read.technologies == ("python", "sql")
    assert read.docs == ("a, b",)
    assert (read.approach, read.goal) == ("", "Do")
    assert parse_spec("---\nlibraries: {numpy: minimum}\n---").libraries == {"numpy": ("minimum",)}


def test_words_that_yaml_would_change_stay_words() -> None:
    read = parse_spec("---\ngoal: no\ntechnologies: [python, 3.10]\ncriteria:\n- Empty lists: stay empty\n---")
    assert read.goal == "no"
    assert read.technologies == ("python", "3.10")
    assert read.criteria == ("Empty lists: stay empty",)


def test_criteria_in_front_matter_and_in_the_text_add_up() -> None:
    assert parse_spec("---\ncriteria: [a]\n---\nGoal.\n- b").criteria == ("a", "b")


def test_each_fence_is_a_test_file_and_other_text_stays() -> None:
    read = parse_spec(
        "Go.\n## Tests\nSee:\n```python\na\n```\n~~~py\nb\n~~~\n### More\n```\nc\n```\n```text\nd\n```\n"
    )
    assert read.tests == ("a\n", "b\n", "c\n")
    assert read.notes == "See:\n\n### More\n\n```text\nd\n```"
    held = parse_spec("## Held-back tests\n```python\nx\n```\n")
    assert held.hidden_tests == ("x\n",)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert parse_spec("\ufeff" + SCALE.replace("\n", "\r\n")) == SCALED


REFUSED = {
    "---\ngaol: x\n---\n": "no field 'gaol' in a spec. Did you mean 'goal'?",
    "---\nperformance: {tyme: x}\n---\n": "'performance.tyme' in a spec. Did you mean 'time'?",
    "---\ngoal: Scale: numbers\n---\n": "no YAML in line 2: mapping values are not allowed here. Put",
    "\n\n---\na: b\nc: 'd\n---\n": "no YAML in line 5",
    "---\ngoal: \x07\n---\n": "the front matter is no YAML",
    "---\na: &x [b]\nc: *x\n---\n": "alias, anchor or tag in line 2",
    "---\ngoal: !!python/name:os.system x\n---\n": "alias, anchor or tag in line 2",
    "---\n- a\n- b\n---\n": "the front matter is no mapping",
    "---\njust words\n---\n": "the front matter is no mapping",
    "---\ngoal: a\ngoal: b\n---\n": "a key in line 3 is there twice",
    "---\ngoal: a\n": "the front matter that begins in line 1 does not end",
    "---\nperformance: fast\n---\n": "performance: 'fast' cannot be used: it must be a mapping. Write it like",
    "---\nperformance: {seconds: soon}\n---\n": "performance.seconds: 'soon' cannot be used: it must be a number",
    "---\nperformance: {seconds: 0}\n---\n": "Input should be greater than 0",
    "---\ngoal: [a, b]\n---\n": "goal: ['a', 'b'] cannot be used: it must be a text",
    "---\nlibraries: {numpy: {a: b}}\n---\n": "libraries.numpy: {'a': 'b'} cannot be used: it must be a list",
    "---\nname: Scale-It\n---\n": "no module can be called that. Write it like this: name: scale (small letters",
    "---\ngoal: a\n---\n## Goal\nb\n": "goal is given in the front matter and in the text",
    "Go\n\n## Tests\n```python\ndef test(): pass\n": "the fence that begins in line 4 does not end",
    "---\ngoal: a\n---\n- b\n  ~~~\n": "the fence that begins in line 5 does not end",
    "a\nb\ud800": "line 2 holds half of a surrogate pair",
    "a" * (1 << 20) + "b": "the spec is larger than 1 MB",
    f"---\ngoal: {'a' * (64 << 10)}\n---\n": "the front matter is larger than 64 KB",
    f"---\ndocs: {'[' * 5000}{']' * 5000}\n---\n": "the front matter is nested too deeply",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:30]))
def test_a_bad_spec_is_refused_in_one_line_with_what_to_do(text: str) -> None:
    with pytest.raises(BadSpec) as caught:
        parse_spec(text)
    assert REFUSED[text] in caught.value.line
    assert caught.value.mend
    assert "\n" not in caught.value.line


def test_a_bad_name_from_the_cell_is_refused_too() -> None:
    with pytest.raises(BadSpec, match="My Thing"):
        parse_spec("Do it", "My Thing")

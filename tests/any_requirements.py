"""Requirements of every sort, for properties that hold of all of them."""

from hypothesis import strategies as st

from devloop_nb.values.requirements import Performance, Requirements

# Pieces that mean something to markdown or YAML, so that the fuzzing hits what is hard.
PIECES = st.sampled_from(
    ["- ", "* a", "1. b", "## Tests", "# Goal", "```", "````python", "---", "\n", "\n\n", "\r\n", "\r", ": ", " #",
     "> ", ">>> f()", "<!--", "<pre>", "&a", "*a", "!x", "[", "{", "'", '"', "    ", "\t", "\0", "\x85", "\u2028",
     "\ufeff", "null", "1e3", "~", "[ ] ", "def f(): pass\n", "| a |\n|---|"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=30), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=8).map("".join))
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NUMBER = st.none() | st.floats(min_value=0, exclude_min=True, allow_infinity=False, allow_nan=False)
REQUIREMENTS = st.builds(
    Requirements,
    name=st.from_regex(r"[a-z_][a-z0-9_]{0,59}", fullmatch=True),
    goal=TEXT,
    approach=TEXT,
    technologies=TEXTS,
    libraries=st.dictionaries(TEXT, TEXTS, max_size=3),
    docs=TEXTS,
    entry=TEXT,
    performance=st.builds(Performance, time=TEXT, seconds=NUMBER, memory_mib=NUMBER),
    criteria=TEXTS,
    constraints=TEXTS,
    context=st.dictionaries(TEXT, TEXT, max_size=2),
    notes=TEXT,
    tests=TEXTS,
    hidden_tests=TEXTS,
)

"""Answers as models write them, and the code that is in them."""

import ast
import textwrap

import pytest

from devloop_nb.lm.repair import mend
from devloop_nb.lm.salvage import extract_code
from devloop_nb.lm.wanted import wanted_names

ADD = "def add(a, b):\n    return a + b"
FENCE_INSIDE = 'def add(a, b):\n    """Adds.\n\n    ```\n    add(1, 2)\n    ```\n    """\n    return a + b'


def call_add(code: str) -> int:
    """The sum that the salvaged code computes."""
    space: dict = {}
    exec(code, space)
    return space["add"](2, 3)


@pytest.mark.parametrize(
    "text",
    [
        ADD,
        f"```python\n{ADD}\n```",
        f"```python\n{ADD}",
        f"```\n{ADD}\n```\nThis adds `a` and `b`.",
        f"~~~py\n{ADD}\n~~~",
        f"Sure! Here it is:\n\n```python\n{ADD}\n```\n\nUse it like so:\n\n```python\nprint(add(1, 2))\n```",
        f"```python\nprint(add(1, 2))\n```\nwith\n```python\n{ADD}\n```",
        f"```bash\npip install numpy\n```\n```python\n{ADD}\n```",
        f"[[ ## code ## ]]\n```python\n{ADD}\n```\n\n[[ ## completed ## ]]",
        f"[[ ## reasoning ## ]]\nEasy: def add.\n\n[[ ## code ## ]]\n{ADD}\n[[ ## completed ## ]]\n",
        f"Here is the code:\n{ADD}\n",
        f"The function is\n\n{ADD}\n\nIt adds two numbers.",
        f"1. Write it:\n\n   ```python\n{textwrap.indent(ADD, '   ')}\n   ```\n",
        '{"code": "def add(a, b):\\n    return a + b"}',
        f"{ADD}\n```\nAnd that is it.",
        "```diff\n--- x.py\n+++ x.py\n@@ -1,2 +1,2 @@\n def add(a, b):\n-    return a - b\n+    return a + b\n```",
        ">>> def add(a, b):\n...     return a + b\n...\n>>> add(1, 2)\n3",
        f"```python\n{ADD}\n```".replace("\n", "\r\n"),
        FENCE_INSIDE,
        f"```python\n{FENCE_INSIDE}\n```\nDone.",
        f"```python\n{ADD.replace('add', 'plus')}\n```\nand\n```python\ndef add(a, b):\n    return plus(a, b)\n```",
        "```python\ntotal = lambda a, b: a + b\n```\n```python\nadd = total\n```",
    ],
)
def test_code_is_found_wherever_it_stands(text):
    draft = extract_code(text, ["add"])
    assert draft.problem == ""
    assert call_add(draft.code) == 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the answer is empty"),
        (" \n\t", "the answer is empty"),
        ("I am sorry, I cannot do that.", "the answer holds no Python code"),
        ("word", "the answer holds no Python code"),
        ("```python\n```", "the answer holds no Python code"),
        ("```python\nx = 1\n```", "the code does not define add"),
        ("def minus(a, b):\n    return a\n\ndef plus(a, b):\n    return b", "the code does not define add"),
    ],
)
def test_where_there_is_no_such_code_the_draft_says_so(text, problem):
    draft = extract_code(text, ["add"])
    assert draft.problem == problem


def test_good_code_is_not_touched():
    code = f'"""A module."""\nimport os\n\n{ADD}\n\n\n{ADD}\n\n\nprint(math)\nassert add(1, 2) == 3\n'
    draft = extract_code(f"```python\n{code}```", ["add"])
    assert draft.code.strip() == code.strip()
    assert draft.mended == ()


def test_indentation_and_text_inside_strings_are_kept():
    code = 'def add(a, b):\n\t"""  Adds.\n\n        >>> add(1, 2)\n    """\n\tif a:\n\t\treturn a + b\n\treturn b'
    assert extract_code(f"```python\n{code}\n```", ["add"]).code == code


def test_a_star_import_may_bind_anything():
    assert extract_code("from operator import *\n", ["add"]).problem == ""


def test_a_cut_off_answer_is_cut_back_to_what_parses():
    draft = extract_code(f"```python\n{ADD}\n\n\ndef more(x):\n    for i in range(", ["add"])
    assert call_add(draft.code) == 5
    assert draft.mended == ("cut off 2 lines at the end",)


def test_one_wrongly_named_function_takes_the_name():
    text = "def add_numbers(a, b):\n    return a + b if b else add_numbers(b, a)\n\nx = str.add_numbers"
    draft = extract_code(text, ["add"], entry="add(a, b)")
    assert draft.mended == ("renamed add_numbers to add",)
    assert "add_numbers" not in draft.code.replace("str.add_numbers", "")


def test_a_function_of_another_arity_does_not_take_the_name():
    draft = extract_code("def add_numbers(a):\n    return a", ["add"], entry="add(a, b)")
    assert draft.problem == "the code does not define add"
    assert draft.mended == ()


WEAK = f'''"""Adds."""
from __future__ import annotations
{ADD}

numbers = [1, 2]
result = add(1, 2)
print(result)
assert result == 3
for n in numbers:
    print(n)

def add(a, b):
    return 0

def root(x):
    return math.sqrt(np.sum(x)) + len(Counter(x))

if __name__ == "__main__":
    add(1, 2)
'''


def test_answers_of_small_models_lose_their_examples_and_gain_their_imports():
    draft = extract_code(WEAK, ["add"], weak=True)
    assert draft.mended == (
        "dropped 1 second definition",
        "dropped 5 example statements",
        "added the import of Counter, math, np",
    )
    assert call_add(draft.code) == 5
    names = [getattr(node, "name", type(node).__name__) for node in ast.parse(draft.code).body]
    assert names == ["Expr", "ImportFrom", "ImportFrom", "Import", "Import", "add", "Assign", "root"]


def test_weak_repair_leaves_tidy_code_alone():
    assert mend(ADD, ["add"], weak=True) == (ADD, ())


def test_decorated_functions_may_share_a_name():
    variants = "".join(f"@add.register\ndef _(a: {kind}): ...\n" for kind in ("int", "str"))
    code = f"import functools\n@functools.singledispatch\ndef add(a): ...\n{variants}"
    assert mend(code, ["add"], weak=True) == (code, ())


def test_statements_that_share_a_line_with_kept_code_stay():
    code = "def add(a, b): return a + b\nx = 1; print(x)\n"
    assert "x = 1" in mend(code, ["add"], weak=True)[0]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "-" * 100_000 + "1",
        "x = 1" + "+1" * 50_000,
        "x = a" + ".b" * 900,
        "x = 1" + "+1" * 900,
        "def add(a, b):\n" + "".join(" " * i + "if a:\n" for i in range(1, 300)),
        "def add(a, b): return 1\n" + "if 1: pass\n" + "elif 1: pass\n" * 20_000,
        "a\0b",
        "x = '\ud800'",
        "```\n" * 5_000,
        "[[ ## code ## ]]\n" * 5_000,
        "def f(\n" * 3_000,
        "x" * 1_000_000,
        "{" * 50_000,
        '{"code": ' * 20_000,
    ],
)
def test_monstrous_answers_do_no_harm(text):
    draft = extract_code(text, ["add"], entry="add(a, b)", weak=True)
    assert "\n" not in draft.problem


def test_what_the_tests_import_is_what_is_wanted():
    tests = [
        "from stats import mean, spread\ndef test(): assert mean([1]) == 1",
        "import stats\nx = stats.top(3)",
        "broken(",
    ]
    assert wanted_names("stats", tests) == ("mean", "spread", "top")
    assert wanted_names("other", tests, "solve(x: int) -> int") == ("solve",)
    assert wanted_names("other", tests, "not a signature") == ()

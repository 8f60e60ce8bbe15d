"""Small edits of code: what was meant is among them, and each is another program that Python can read."""

import ast

import pytest

from devloop_nb.values.edits import edits

MEANT = {
    "an order": ("def f(x, y):\n    return x < y", "return x <= y"),
    "an operator": ("def f(x, y):\n    return x + y", "return x * y"),
    "an operand": ("def f(x, y):\n    return x - y", "return y - x"),
    "a constant": ("def f(n):\n    return range(1, n)", "return range(0, n)"),
    "a bound": ("def f(n):\n    return range(n)", "return range(n + 1)"),
    "a name": ("def f(xs, n):\n    return xs[xs]", "return xs[n]"),
    "a slice": ("def f(xs, n):\n    return xs[-n]", "return xs[-n:]"),
    "a membership": ("def f(xs, y):\n    return y in xs", "return y not in xs"),
    "a kin": ("def f(xs):\n    return min(xs)", "return max(xs)"),
    "arguments": ("def f(a, b):\n    return divmod(a, b)", "return divmod(b, a)"),
    "an order of items": ("def f(xs):\n    return sorted(xs)", "return sorted(xs, reverse=True)"),
    "a list": ("def f(xs):\n    return (x for x in xs)", "return [x for x in xs]"),
    "key and value": ("def f(d):\n    return {k: v for k, v in d.items()}", "return {v: k for k, v in d.items()}"),
    "a condition": ("def f(xs):\n    return [x for x in xs if x > 0]", "return [x for x in xs if not x > 0]"),
    "a sign": ("def f(x):\n    return x", "return -x"),
    "a wrapping": ("def f(d):\n    return d.items()", "return list(d.items())"),
    "a first value": ("def f(xs):\n    n = 0\n    for x in xs:\n        n *= x\n    return n", "n = 1"),
    "an empty case": ("def f(xs):\n    return max(xs)", "if not xs:\n        return 0"),
    "a forgotten return": ("def f(xs):\n    total = sum(xs)", "return total"),
}


@pytest.mark.parametrize(("code", "meant"), MEANT.values(), ids=MEANT)
def test_what_was_meant_is_among_them(code: str, meant: str) -> None:
    assert any(meant in edited for edited in edits(code, 200))


def test_a_return_leaves_its_loop() -> None:
    early = "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n        return n\n"
    assert "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n    return n\n" in edits(early, 50)
    branches = "        if x:\n            return True\n        else:\n            return False\n"
    found = edits(f"def f(xs):\n    for x in xs:\n{branches}", 50)
    assert any(edited.endswith("            return True\n    return False\n") for edited in found)


def test_a_statement_is_left_out() -> None:
    code = 'def f(xs):\n    """Sums."""\n    xs = xs[1:]\n    return sum(xs)\n'
    assert 'def f(xs):\n    """Sums."""\n    return sum(xs)\n' in edits(code, 200)
    assert all('"""Sums."""' in edited for edited in edits(code, 200))


def test_each_is_another_program_and_there_are_no_more_than_asked_for() -> None:
    code = "def f(xs, n):\n    for i in range(n):\n        if xs[i] > 0:\n            return i\n    return -1\n"
    found = edits(code, 500)
    assert len(set(found)) == len(found) > 60
    assert ast.unparse(ast.parse(code)) + "\n" not in found
    assert all(ast.parse(edited) for edited in found)
    assert edits(code, 7) == found[:7]
    assert edits(code, 0) == ()


def test_code_that_cannot_be_read_has_none() -> None:
    assert edits("def f(:\n", 10) == ()
    assert edits("", 10) == ()

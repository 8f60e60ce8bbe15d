"""Doctest lines in the requirements -> the source of a pytest file."""

import ast
import doctest
import re
from collections.abc import Iterable

from devloop_nb.values.requirements import Requirements


def example_tests(requirements: Requirements) -> str:
    """One test for each block of ``>>>`` lines that expects something; empty where there is none.

    Where each line of a block expects something, none prepares anything for another: each is a test. An object that
    was given along is an argument of the test.
    """
    given = [each.name for each in requirements.lent]
    texts = [requirements.goal, *requirements.criteria, requirements.notes]
    blocks = [part for text in texts for block in _blocks(text) for part in _parted(block)]
    return "\n\n".join(
        f"def test_example_{number}({', '.join(_read(block, given))}):\n{_body(block)}\n"
        for number, block in enumerate(blocks, 1)
        if any(map(_expects, block))
    )


def _blocks(text: str) -> Iterable[list[doctest.Example]]:
    """Examples without blank text between them belong together."""
    block: list[doctest.Example] = []
    for part in doctest.DocTestParser().parse(text):
        if isinstance(part, doctest.Example):
            block.append(part)
        elif part.strip() and block:
            yield block
            block = []
    if block:
        yield block


def _parted(block: list[doctest.Example]) -> list[list[doctest.Example]]:
    return [[example] for example in block] if all(map(_expects, block)) else [block]


def _expects(example: doctest.Example) -> bool:
    return bool(example.want or example.exc_msg)


def _read(block: list[doctest.Example], names: list[str]) -> list[str]:
    text = "".join(example.source for example in block)
    return [name for name in names if re.search(rf"\b{name}\b", text)]


def _body(block: list[doctest.Example]) -> str:
    return "\n".join(f"    {line}" for example in block for line in _lines(example))


def _lines(example: doctest.Example) -> list[str]:
    source = example.source.rstrip()
    if example.exc_msg:
        name = example.exc_msg.split(":")[0].split(".")[-1].strip()
        return ["import pytest", f"with pytest.raises({name}):", *_indented(source)]
    if not example.want or not _is_expression(source):
        return source.splitlines()
    want = example.want.strip()
    try:
        return [f"assert ({source}) == {ast.literal_eval(want)!r}"]
    except (ValueError, SyntaxError):
        return [f"assert repr({source}) == {want!r}"]


def _indented(source: str) -> list[str]:
    return [f"    {line}" for line in source.splitlines()]


def _is_expression(source: str) -> bool:
    try:
        ast.parse(source, mode="eval")
    except SyntaxError:
        return False
    return True

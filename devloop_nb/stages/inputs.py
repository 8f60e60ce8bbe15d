"""Tests of a function -> the source of ``inputs(n)``, which makes arguments of any size like those in the tests."""

import ast
from collections.abc import Iterable, Sequence
from typing import Any

from devloop_nb.values.literal_calls import literal_calls

GROWING = (list, tuple, str, dict, set)
HEAD = "import random\n\n\ndef inputs(n):\n    return "
# Whole numbers lie in a range that grows with n, so that most of them differ.
SPREAD = "10 * n"


def inputs_from(tests: Iterable[str], module: str, function: str, entry: str = "") -> str:
    """The source of ``inputs(n)``; empty where no call shows what the arguments are like."""
    arguments = arguments_from(tests, module, function, entry)
    return f"{HEAD}{arguments}\n" if arguments else ""


def arguments_from(tests: Iterable[str], module: str, function: str, entry: str = "") -> str:
    """A tuple of ``n`` and ``random``, as an expression.

    Empty where no call with literal arguments shows what they are like.

    Of the calls in ``tests`` (sources) the one with the largest argument is taken. Its longest list, tuple, dict or
    set (or where it has none, string) grows to n elements of the same kind, sorted if it is sorted in all calls, and
    with it each that is at least half as long; where there are numbers alone, the largest whole number becomes n.
    The inputs are random: who calls sets the seed. ``entry`` is the signature, which places keyword arguments.
    """
    calls = [call for source in tests for call in literal_calls(source, module, function, _parameters(entry))]
    if grown := [call for call in calls if any(map(_size, call))]:
        example: tuple[Any, ...] = max(grown, key=lambda call: max(map(_size, call)))
        return _arguments(example, grown)
    if counted := [call for call in calls if any(map(_is_whole, call))]:
        example = max(counted, key=_largest)
        place = example.index(_largest(example))
        parts = ["n" if at == place else repr(value) for at, value in enumerate(example)]
        return _tuple(parts)
    return ""


def _parameters(entry: str) -> tuple[str, ...]:
    try:
        (node,) = ast.parse(f"def {entry.removeprefix('async ').removeprefix('def ').rstrip(':')}: ...").body
    except SyntaxError:
        return ()
    return tuple(arg.arg for arg in node.args.args) if isinstance(node, ast.FunctionDef) else ()


def _size(value: Any) -> int:
    return len(value) if isinstance(value, GROWING) else 0


def _is_whole(value: Any) -> bool:
    return type(value) is int


def _largest(call: Sequence[Any]) -> int:
    return max(int(value) for value in call if _is_whole(value))


def _tuple(parts: Sequence[str]) -> str:
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def _arguments(example: Sequence[Any], calls: Sequence[Sequence[Any]]) -> str:
    """The source of all arguments of a call like ``example``."""
    growing = [value for value in example if _size(value) and not isinstance(value, str)]
    longest = max(map(_size, growing or example))
    parts = []
    for place, value in enumerate(example):
        grows = 2 * _size(value) >= longest and (not growing or not isinstance(value, str))
        alike = [call[place] for call in calls if len(call) > place and _kinds(call[place]) == _kinds(value)]
        parts.append(_grown(value, alike) if grows else repr(value))
    return _tuple(parts)


def _kinds(value: Any) -> set[type]:
    """Its type and those of its elements; a number is a number."""
    items = [value, *value] if isinstance(value, list | tuple | set) else [value]
    return {float if type(item) is int else type(item) for item in items}


def _grown(example: Any, alike: Sequence[Any]) -> str:
    """The source of something like ``example`` with n elements; ``alike`` is all there is to learn from."""
    if isinstance(example, str):
        return _text([letter for each in alike for letter in each], "n")
    if isinstance(example, dict):
        key = 'f"k{i}"' if isinstance(next(iter(example)), str) else "i"
        return f"{{{key}: {_item([value for each in alike for value in each.values()])} for i in range(n)}}"
    if _is_square(example):
        return f"[[{_item([cell for row in example for cell in row])} for _ in range(n)] for _ in range(n)]"
    items = f"{_item([item for each in alike for item in each])} for _ in range(n)"
    if isinstance(example, set):
        return f"{{{items}}}"
    made = f"sorted({items})" if _are_sorted(alike) else f"[{items}]"
    return f"tuple({made})" if isinstance(example, tuple) else made


def _is_square(example: Any) -> bool:
    return len(example) > 1 and all(isinstance(row, list) and len(row) == len(example) for row in example)


def _are_sorted(alike: Sequence[Any]) -> bool:
    try:
        return max(map(len, alike)) > 2 and all(sorted(each) == list(each) for each in alike)
    except TypeError:
        return False


def _item(values: Sequence[Any]) -> str:
    """The source of one random value like these."""
    first = values[0]
    if all(type(value) in (int, float) for value in values):
        return _number(values)
    if any(type(value) is not type(first) for value in values) or isinstance(first, bool | None | set):
        return f"random.choice({[*values]!r})"
    if isinstance(first, str):
        spans = [len(value) for value in values]
        return _text([letter for value in values for letter in value], f"random.randint({min(spans)}, {max(spans)})")
    if isinstance(first, dict) and all(value.keys() == first.keys() for value in values):
        cells = (f"{key!r}: {_item([value[key] for value in values])}" for key in first)
        return f"{{{', '.join(cells)}}}"
    if isinstance(first, tuple | list) and all(len(value) == len(first) for value in values):
        made = _tuple([_item(column) for column in zip(*values, strict=True)])
        return made if isinstance(first, tuple) else f"[*{made}]"
    return f"random.choice({[*values]!r})"


def _number(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    if any(isinstance(value, float) for value in values):
        return f"random.uniform({float(low)!r}, {float(max(high, low + 1))!r})"
    if low >= 0 and high <= 1:
        return "random.randint(0, 1)"
    return (
        f"random.randint({low}, {high} + {SPREAD})"
        if low >= 0
        else f"random.randint({low} - {SPREAD}, {high} + {SPREAD})"
    )


def _text(letters: Sequence[str], length: str) -> str:
    known = "".join(sorted(set(letters)))
    return f'"".join(random.choices({known!r}, k={length}))' if known else '""'

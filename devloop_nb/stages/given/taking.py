"""Names in a user's session -> the objects that are given along, told and shippable, or a line that says why not."""

import difflib
import keyword
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from devloop_nb.stages.given.arrays import array_source, array_told
from devloop_nb.stages.given.code import code_source, installed_import, is_code, surroundings
from devloop_nb.stages.given.literals import NotPlain, literal, type_names
from devloop_nb.stages.given.schema import HIDDEN, hidden_values, is_secret, shown, table_told
from devloop_nb.stages.given.tables import check_table, frame_source, series_source
from devloop_nb.values.errors import BadInput
from devloop_nb.values.given import LARGEST, Given
from devloop_nb.values.private import without_private

SAMPLE = 3
_TABLES = {"DataFrame": frame_source, "Series": series_source}
FIXTURE = """def make_{name}():
    return {made}


@pytest.fixture(name="{name}")
def given_{name}():
    return make_{name}()
"""
CODE = """{imports}{source}

@pytest.fixture(name="{name}")
def given_{name}():
    return {name}
"""


def take_given(names: Iterable[str], namespace: Mapping[str, Any], cells: Sequence[str] = ()) -> tuple[Given, ...]:
    """The objects of these names; ``cells`` are those that ran, the last one last. Raises ``BadInput``."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        _check(name, namespace)
    return tuple(_given(name, namespace[name], wanted, cells) for name in wanted)


def _check(name: str, namespace: Mapping[str, Any]) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise BadInput(f"{name!r} is no name", mend="Write --context df,helper: names, parted by commas.")
    if name not in namespace or name.startswith("_"):
        near = difflib.get_close_matches(
            name, [each for each in namespace if not each.startswith("_")], n=1, cutoff=0.5
        )
        mend = f"Did you mean {near[0]!r}?" if near else "Run the cell that makes it first."
        raise BadInput(f"there is no {name} to give along", mend=mend)


def _given(name: str, value: Any, names: Sequence[str], cells: Sequence[str]) -> Given:
    try:
        made = _code(name, value, names, cells) if is_code(value) else _data(name, value)
    except (NotPlain, RecursionError) as error:
        mend = "Give plain data, an array, a table, a function or a class; or leave it out."
        raise BadInput(f"{name} cannot be given along", str(error), mend) from None
    if (size := len(made.source.encode("utf-8", "backslashreplace"))) > LARGEST:
        says = f"{name} takes {size / LARGEST:.1f} MiB as source, and 1 MiB is the most"
        raise BadInput(says, mend=f"Give a part of it: {name}_part = {name}[:1000].")
    return made


def _data(name: str, value: Any) -> Given:
    kind, module = type(value).__name__, type(value).__module__.partition(".")[0]
    if module == "pandas" and kind in _TABLES and "pandas" in sys.modules:
        made, told, hidden = _TABLES[kind](value), table_told(value), hidden_values(value)
        check_table(_evaluated(made), value)
        what = f"a pandas {kind}"
    elif module == "numpy" and kind == "ndarray":
        made, told, hidden, what = array_source(value), array_told(value), (), "a NumPy array"
    else:
        made, told, hidden, what = literal(value), _plain_told(name, value), _hidden(name, value), f"a {kind}"
    head = f"{name} is {what}; a test gets it as the argument {name}, a pytest fixture."
    source = FIXTURE.format(name=name, made=made)
    return Given(name=name, kind=what, told=f"{head}\n{told}", source=source, hidden=hidden)


def _evaluated(expression: str) -> Any:
    """What the expression gives; it was written here, of nothing but literals."""
    try:
        return eval(expression, {})
    except (TypeError, ValueError) as error:
        raise NotPlain(f"it cannot be made again: {' '.join(str(error).split())[:120]}") from None


def _plain_told(name: str, value: Any) -> str:
    if isinstance(value, dict):
        pairs = [f"{shown(key)}: {_item(key, item)}" for key, item in list(value.items())[:SAMPLE]]
        return "\n".join([type_names(value), "first items (redacted):", *pairs])
    if isinstance(value, list | tuple | set | frozenset):
        items = [_item("", item) for item in list(value)[:SAMPLE]]
        return "\n".join([type_names(value), "first items (redacted):", *items])
    return f"value (redacted): {_item(name, value)}"


def _item(name: Any, value: Any) -> str:
    return HIDDEN if is_secret(name) else shown(_inside(value))


def _inside(value: Any, deep: int = 4) -> Any:
    """The value with its secret items hidden; of a long one, the beginning."""
    if isinstance(value, dict) and deep:
        items = list(value.items())[:SAMPLE]
        return {key: HIDDEN if is_secret(key) else _inside(item, deep - 1) for key, item in items}
    if isinstance(value, list | tuple) and deep:
        return [_inside(item, deep - 1) for item in value[:SAMPLE]]
    return value


def _hidden(name: Any, value: Any, deep: int = 20) -> tuple[str, ...]:
    """Texts that stand under a secret name, anywhere inside."""
    if isinstance(value, dict) and deep:
        return tuple(text for key, item in value.items() for text in _hidden(key, item, deep - 1))
    if isinstance(value, list | tuple | set | frozenset) and deep:
        return tuple(text for item in value for text in _hidden(name, item, deep - 1))
    return (str(value),) if is_secret(name) else ()


def _code(name: str, value: Any, names: Sequence[str], cells: Sequence[str]) -> Given:
    kind = "class" if isinstance(value, type) else "function"
    head = f"{name} is a {kind} of the user's; a test gets it as the argument {name}, a pytest fixture."
    if line := installed_import(name, value):
        source = CODE.format(name=name, imports="", source=f"{line}\n")
        return Given(name=name, kind=f"a {kind}", told=f"{head}\n{line}", source=source, code=True)
    text = code_source(name, value, cells)
    imports, uses = surroundings(text, value, [other for other in names if other != name])
    lines = "".join(f"{line}\n" for line in imports)
    source = CODE.format(name=name, imports=f"{lines}\n\n" if lines else "", source=text)
    told = f"{head}\n{lines}{without_private(text)}"
    return Given(name=name, kind=f"a {kind}", told=told, source=source, code=True, uses=uses)

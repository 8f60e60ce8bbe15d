"""Which cells are awaited, which are left as they are, and that none loses a word."""

import ast
import asyncio

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from devloop_nb.frontends.magics.devloop_cells import DevloopCells

BODY = "Say 'devloop' and \"quotes\", {braces}, $x.\n>>> f(1)\n2\n    >>> g(1)\n... more\n\n"


class Shell:
    """All that the transformer asks of a shell."""

    def __init__(self, *, autoawait: bool = True) -> None:
        self.autoawait = autoawait


def transformed(cell: str, *, autoawait: bool = True) -> str:
    """As a kernel transforms it: in its event loop."""

    async def transform() -> str:
        return without_a_loop(cell, autoawait=autoawait)

    return asyncio.run(transform())


def without_a_loop(cell: str, *, autoawait: bool = True) -> str:
    manager = TransformerManager()
    manager.cleanup_transforms.insert(0, DevloopCells(Shell(autoawait=autoawait)))
    return manager.transform_cell(cell)


def arguments(line: str) -> list[str]:
    call = ast.parse(line.removeprefix("await ")).body[0].value
    return [argument.value for argument in call.args]


def test_a_devloop_cell_is_awaited_with_its_words_unchanged() -> None:
    line = transformed(f"%%devloop scale --attempts 3\n{BODY}")
    assert line.startswith("await get_ipython().run_cell_magic(")
    assert arguments(line) == ["_devloop_await", "scale --attempts 3", BODY]


def test_examples_survive_where_nothing_can_be_awaited_and_inside_another_magic() -> None:
    assert arguments(transformed(f"%%devloop scale\n{BODY}", autoawait=False)) == ["devloop", "scale", BODY]
    assert arguments(transformed(f"\n\n%%time\n%%devloop s\n{BODY}")) == ["time", "", f"%%devloop s\n{BODY}"]
    assert arguments(transformed(f"%%devloop_test s\n{BODY}")) == ["devloop_test", "s", BODY]


def test_nothing_is_awaited_in_a_terminal() -> None:
    assert arguments(without_a_loop(f"%%devloop scale\n{BODY}")) == ["devloop", "scale", BODY]
    assert without_a_loop("%devloop resume scale\n").startswith("get_ipython().run_line_magic('devloop'")


def test_resume_is_awaited_and_other_commands_are_not() -> None:
    assert (
        transformed("%devloop resume scale\n")
        == "await get_ipython().run_line_magic('_devloop_await', 'resume scale')\n"
    )
    assert transformed("%devloop status").startswith("get_ipython().run_line_magic('devloop'")
    assert transformed("%devloop show resume").startswith("get_ipython()")
    assert transformed("%devloop resume?").startswith("get_ipython()")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%load_ext devloop_nb\n", "1 + 1\n"),
        ("", "scale_report.status\n"),
        ("x = [\n1]\nfor y in x:\n    print(y)\n", "%devloop status\n"),
        ("# later\n\n", "# and on\n"),
    ],
)
def test_resume_is_awaited_among_other_lines(before: str, after: str) -> None:
    line = "await get_ipython().run_line_magic('_devloop_await', 'resume 20261122-054935-scale-90ff')\n"
    told = transformed(f"{before}%devloop resume 20261122-054935-scale-90ff\n{after}")
    assert told == transformed(before).lstrip("\n") + line + transformed(after)


def test_an_empty_cell_reaches_the_magic() -> None:
    assert arguments(transformed("%%devloop scale\n")) == ["_devloop_await", "scale", "\n"]


@pytest.mark.parametrize("cell", ["%%devloop?", "%%time\n>>> 1\n", ">>> 1 + 1\n", "x = 1\n", "", "%%sql\nselect 1\n"])
def test_other_cells_are_left_to_ipython(cell: str) -> None:
    assert transformed(cell) == TransformerManager().transform_cell(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "def f():\n    %devloop resume\n",
        "s = '''\n%devloop resume\n'''\n",
        "%%time\n%devloop resume\n",
        "s = '''\n%%devloop x\n'''\n",
    ],
)
def test_what_only_looks_like_such_a_cell_is_not_awaited(cell: str) -> None:
    assert "await" not in transformed(cell)


def test_a_terminal_still_sees_that_a_cell_is_not_complete() -> None:
    manager = TransformerManager()
    manager.cleanup_transforms.insert(0, DevloopCells(Shell()))
    assert manager.check_complete("%%devloop scale\nScale numbers")[0] == "incomplete"

"""What a cell reads before it binds it, and what it binds."""

import pytest

from devloop_nb.values.cell_names import cell_binds, cell_reads


@pytest.mark.parametrize(
    ("source", "reads", "binds"),
    [
        ("y = x + 1\nx = 2", ("x",), ("y", "x")),
        ("count += 1", ("count",), ("count",)),
        ("def f(): return g() + h\ng = 1", ("h",), ("f", "g")),
        ("class A:\n    a = b\n    c = a\n    def m(self): return q", ("b", "q"), ("A",)),
        ("[i * z for i in rows]", ("z", "rows"), ()),
        ("import os as o\nprint(o.sep, len('x'))", (), ("o",)),
        ("result = await fetch(url)", ("fetch", "url"), ("result",)),
        ("def f():\n    global k\n    k = 1\n    local = 2", (), ("f", "k")),
        ("@deco\ndef f(a=dflt): pass", ("deco", "dflt"), ("f",)),
        ("f'{name!r}'\nx = lambda: later\nlater = 1", ("name",), ("x", "later")),
        ("for i in range(3): t = i\nprint(t)", (), ("i", "t")),
    ],
)
def test_names(source: str, reads: tuple[str, ...], binds: tuple[str, ...]) -> None:
    assert sorted(cell_reads(source)) == sorted(reads)
    assert sorted(cell_binds(source)) == sorted(binds)


def test_what_is_no_python() -> None:
    with pytest.raises(SyntaxError):
        cell_reads("x = (")

"""From the raw text of a model to code: the block that defines what is wanted, mended where it must be."""

from collections.abc import Iterable, Sequence

from devloop_nb.lm.blocks import code_blocks
from devloop_nb.lm.repair import mend
from devloop_nb.lm.syntax import bound_names, trouble, try_parse, unbound_names
from devloop_nb.values.attempt import Draft


def extract_code(text: str, wanted: Sequence[str] = (), *, entry: str = "", weak: bool = False) -> Draft:
    """The code in ``text`` that binds the ``wanted`` names, or a draft with a problem.

    Code that parses and binds them is taken as it stands. ``entry`` is the signature that the tests call. ``weak``
    is for small models: examples and prints at the top are dropped and forgotten imports are added as well.
    """
    if not text.strip():
        return Draft(code="", problem="the answer is empty")
    code = choose(code_blocks(text), wanted)
    if not code.strip():
        return Draft(code="", problem="the answer holds no Python code")
    code, mended = mend(code, wanted, entry, weak)
    return Draft(code=code, problem=_problem(code, wanted), mended=mended)


def choose(blocks: Sequence[str], wanted: Sequence[str]) -> str:
    """The block that binds most of ``wanted``, the first of equals, with the blocks whose names it needs."""
    if not blocks:
        return ""
    best = max(blocks, key=lambda block: _worth(block, wanted))
    together = "\n\n".join(block for block in blocks if try_parse(block))
    if len(_bound(best).intersection(wanted)) < len(_bound(together).intersection(wanted)):
        return together
    return _with_what_it_needs(best, blocks)


def _worth(block: str, wanted: Iterable[str]) -> tuple[int, bool, bool]:
    names = _bound(block)
    return len(names.intersection(wanted)), any(f"def {name}(" in block for name in wanted), bool(names)


def _with_what_it_needs(best: str, blocks: Sequence[str]) -> str:
    tree = try_parse(best)
    missing = unbound_names(tree) if tree else set()
    helpers = [block for block in blocks if block != best and missing & _bound(block)]
    return "\n\n".join([*helpers, best])


def _bound(code: str) -> set[str]:
    tree = try_parse(code)
    return bound_names(tree) if tree else set()


def _problem(code: str, wanted: Sequence[str]) -> str:
    if says := trouble(code):
        return f"the code cannot be read: {says}"
    bound = _bound(code)
    if not bound:
        return "the answer holds no Python code"
    missing = [] if "*" in bound else [name for name in wanted if name not in bound]
    return f"the code does not define {', '.join(missing)}" if missing else ""

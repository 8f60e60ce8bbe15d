"""What the tests find while the code is at work: it hears no more of that than it has to, and cannot swallow it."""

import ast
import builtins
import linecache
import opcode
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.sealed_remote import ResultNotPlain

_RAISE = opcode.opmap["RAISE_VARARGS"]


def as_told(error: BaseException) -> BaseException:
    """The error as the code may know it: the words of an assertion would tell what is expected."""
    known = isinstance(error, Exception) or vars(builtins).get(type(error).__name__) is type(error)
    return error if known and not isinstance(error, AssertionError) else AssertionError()


def is_on_purpose(error: BaseException) -> bool:
    """Whether the tests raised the error for the code to see it: with ``raise``, or with nothing of the code's.

    Any other may come of what the code gave, and have kept the tests from finding that.
    """
    if isinstance(error, AssertionError) or not isinstance(error, Exception):
        return False
    steps = list(_steps(error.__traceback__))
    if not steps:
        return False
    last = steps[-1]
    if last.tb_frame.f_globals is globals():  # A function that is not written in Python, lent as it is.
        return all(step.tb_frame.f_globals is globals() for step in steps)
    return last.tb_frame.f_code.co_code[last.tb_lasti] == _RAISE or _is_of_builtins(last)


def _steps(step: TracebackType | None) -> Any:
    while step:
        yield step
        step = step.tb_next


def _is_of_builtins(step: TracebackType) -> bool:
    """Whether the expression that failed has no names but those of builtins."""
    code = step.tb_frame.f_code
    first, last, start, end = list(code.co_positions())[step.tb_lasti // 2]
    if first is None or first != last:
        return False
    text = linecache.getline(code.co_filename, first).encode()[start:end]
    try:
        names = [node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    except SyntaxError:
        return False
    return all(hasattr(builtins, name) for name in names)


def leaving(link: Any, action: str = "method", name: str = "__exit__") -> Callable[..., Any]:
    """The end of a ``with`` block of the code's; the traceback stays here."""

    def leave(self: Any, _kind: Any, error: BaseException | None, _traceback: Any) -> Any:
        if error is None:
            return link.ask(action, self, name, (None, None, None), ())
        told = as_told(error)
        try:
            swallowed = link.ask(action, self, name, (type(told), told, None), ())
        except Exception as other:  # Whatever it is, it is either what was told or the code's own.
            if other is told:
                return False
            if is_on_purpose(error):
                raise
            swallowed = True
        if swallowed and not is_on_purpose(error):
            raise ResultNotPlain(f"the code swallows what went wrong in its block: {type(error).__name__}") from error
        return swallowed

    return leave


class Findings:
    """What the tests' functions found while the code called them, for the question that is being answered."""

    def __init__(self) -> None:
        self._found: tuple[BaseException, BaseException] | None = None

    def note(self, error: Exception) -> BaseException:
        """The error as the code is to see it."""
        if is_on_purpose(error):
            return error
        told = as_told(error)
        self._found = self._found or (error, told)
        return told

    def begin(self) -> Any:
        """Starts anew, and gives what has been found before."""
        found, self._found = self._found, None
        return found

    def end(self, before: Any, value: Any) -> None:
        """Raises what was found, and ``ResultNotPlain`` where the code has made something else of it."""
        found, self._found = self._found, before
        if found and value is found[1]:
            raise found[0]
        if found:
            raise ResultNotPlain(f"the code swallows what a function of the tests found: {type(found[0]).__name__}")

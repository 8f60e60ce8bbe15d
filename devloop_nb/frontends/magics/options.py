"""The words behind a magic as options; what is wrong with them is said in one line."""

import argparse
import difflib
import shlex
from collections.abc import Iterable
from typing import Any, NoReturn

from IPython.core.error import UsageError

from devloop_nb.values.limit_names import LIMITS

# An option or an argument, and how argparse is to read it.
Word = tuple[str, dict[str, Any]]
MODULE: Word = ("--module", {"default": "", "metavar": "NAME"})
ATTEMPT: Word = ("--attempt", {"type": int, "metavar": "N"})
RUN: Word = ("run", {"nargs": "?", "default": "", "metavar": "RUN"})
LIMIT_WORDS: list[Word] = [(f"--{limit.replace('_', '-')}", {"type": float, "metavar": "N"}) for limit in LIMITS]


class Options(argparse.ArgumentParser):
    """A parser that raises ``UsageError``; IPython shows exactly this class in one line."""

    def __init__(self, prog: str, words: Iterable[Word] = ()) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)
        for flag, how in words:
            self.add_argument(flag, **how)

    def error(self, message: str) -> NoReturn:
        """What is wrong, and how it is written."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}. {self.usage_line}")

    @property
    def usage_line(self) -> str:
        """How it is written, in one line."""
        return " ".join(self.format_usage().split()).replace("usage", "Usage", 1)

    def read(self, line: str) -> argparse.Namespace:
        """The options in a line."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"{self.prog}: {error}; quotes come in pairs.") from None
        known, extra = self.parse_known_args(words)
        if extra:
            raise UsageError(unknown(f"{self.prog} has no option or argument", extra[0], self._option_string_actions))
        return known


def unknown(says: str, word: str, known: Iterable[str]) -> str:
    """One line about a word that means nothing, with the nearest that does."""
    choices = list(known)
    near = difflib.get_close_matches(word, choices, n=1)
    rest = f"Known: {', '.join(choices)}." if choices else "There are none."
    return f"{says} {word!r}. " + (f"Did you mean {near[0]!r}?" if near else rest)

"""The words behind ``%%devloop`` and ``%devloop``; what is wrong with them is said in one line."""

import argparse
import difflib
import shlex
from collections.abc import Iterable
from functools import cache
from typing import Any, NoReturn

from IPython.core.error import UsageError

from devloop_nb.values.limit_names import LIMITS


class Options(argparse.ArgumentParser):
    """A parser that raises ``UsageError``; IPython shows exactly this class in one line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)

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


@cache
def cell_options() -> Options:
    """What may stand behind ``%%devloop``."""
    parser = Options("%%devloop")
    parser.add_argument("name", nargs="?", default="", metavar="NAME")
    parser.add_argument("--lm", metavar="MODEL")
    parser.add_argument("--models", metavar="ROLE=MODEL,...")
    parser.add_argument("--attempts", type=int, metavar="N")
    parser.add_argument("--threshold", type=float, metavar="X")
    parser.add_argument("--held-back", type=float, metavar="X")
    parser.add_argument("--metric", metavar="NAME")
    parser.add_argument("--executor", metavar="ADDRESS")
    parser.add_argument("--ask", metavar="KIND[=S],...")
    parser.add_argument("--workflow", metavar="FILE.yaml")
    parser.add_argument("--install", nargs="?", const="allow", metavar="NAME,...")
    parser.add_argument("--gates", metavar="GATE=...,...")
    parser.add_argument("--context", metavar="NAME,...")
    parser.add_argument("--form", action="store_true")
    parser.add_argument("--no-review", action="store_const", const=False, dest="review")
    parser.add_argument("--explore", action="store_const", const=True)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--wait", action="store_true")
    when.add_argument("--background", action="store_true")
    for flag, how in LIMIT_OPTIONS:
        parser.add_argument(flag, **how)
    parser.add_argument("--rerun", action="store_true")
    parser.add_argument("--no-raise", action="store_true")
    return parser


@cache
def scratch_options() -> Options:
    """What may stand behind ``%%devloop_scratch``."""
    parser = Options("%%devloop_scratch")
    parser.add_argument("run", nargs="?", default="", metavar="RUN")
    parser.add_argument("--attempt", type=int, metavar="N")
    for flag, how in MODULE:
        parser.add_argument(flag, **how)
    return parser


@cache
def command_options() -> dict[str, Options]:
    """What may stand behind ``%devloop``, by sub-command."""
    run = {"nargs": "?", "default": "", "metavar": "RUN"}
    words = {"nargs": "*", "default": []}
    several: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "status": [],
        "history": [
            ("run", run),
            ("--attempts", {"action": "store_true"}),
            ("--limit", {"type": int, "default": 50, "metavar": "N"}),
        ],
        "show": [("words", words | {"metavar": "RUN ATTEMPT"}), *MODULE],
        "diff": [("words", words | {"metavar": "RUN A B"}), *MODULE],
        "compare": [("a", {"metavar": "A"}), ("b", {"metavar": "B"})],
        "rank": [
            ("run", run),
            ("--weights", {"metavar": "tests=X,performance=Y"}),
            ("--threshold", {"type": float, "metavar": "X"}),
            ("--metric", {"metavar": "NAME"}),
            *ALL,
        ],
        "tune-metric": [("run", run), *ALL],
        "dashboard": [],
        "form": [("name", {"nargs": "?", "default": "", "metavar": "NAME"})],
        "accept": [
            ("run", run),
            *MODULE,
            ("--attempt", {"type": int, "metavar": "N"}),
            ("--cell", {"action": "store_true"}),
            ("--write", {"metavar": "FOLDER"}),
            ("--import", {"action": "store_true", "dest": "imported"}),
        ],
        "scratch": [("run", run), *MODULE, ("--attempt", {"type": int, "metavar": "N"})],
        "undo": [("run", run), *MODULE],
        "redo": [("run", run), *MODULE],
        "stop": [("run", run)],
        **{wish: [("run", run)] for wish in ("pause", "go-on", "stop-after")},
        "note": [("words", {"nargs": "+", "metavar": "RUN TEXT"}), *MODULE],
        "raise": [("words", {"nargs": "+", "metavar": "RUN NAME=VALUE"})],
        "approve": [("run", run), *ANSWER],
        "reject": [("run", run), *ANSWER],
        "plan": [("run", run), ("--edit", {"default": "", "metavar": "FILE.yaml"})],
        "blockers": [("run", run)],
        "resume": [
            ("run", run),
            ("--executor", {"metavar": "ADDRESS"}),
            ("--workflow", {"metavar": "FILE.yaml"}),
            *LIMIT_OPTIONS,
            ("--background", {"action": "store_true"}),
            ("--no-raise", {"action": "store_true"}),
        ],
        "report": [("run", run), ("-o", {"dest": "output", "metavar": "FILE"})],
        "freeze": [],
        "memory": [("run", run)],
        "state": [("run", run)],
        "settings": [],
        "prompt": [
            ("name", {"nargs": "?", "default": "", "metavar": "NAME"}),
            ("--version", {"default": "", "metavar": "V"}),
            ("--reset", {"action": "store_true"}),
        ],
        "doctor": [],
    }
    return {name: _parser(name, arguments) for name, arguments in several.items()}


LIMIT_OPTIONS: list[tuple[str, dict[str, Any]]] = [
    (f"--{limit.replace('_', '-')}", {"type": float, "metavar": "N"}) for limit in LIMITS
]
ANSWER: list[tuple[str, dict[str, Any]]] = [
    (flag, {"default": "", "metavar": word}) for flag, word in (("--note", "TEXT"), ("--question", "ID"))
]
ALL: list[tuple[str, dict[str, Any]]] = [("--all", {"action": "store_true"})]
MODULE: list[tuple[str, dict[str, Any]]] = [("--module", {"default": "", "metavar": "NAME"})]


def _parser(name: str, arguments: list[tuple[str, dict[str, Any]]]) -> Options:
    parser = Options(f"%devloop {name}")
    for flag, how in arguments:
        parser.add_argument(flag, **how)
    return parser


def read_command(line: str) -> tuple[str, argparse.Namespace]:
    """The sub-command and its options."""
    name, _, rest = line.strip().partition(" ")
    if name not in command_options():
        raise UsageError(unknown("There is no %devloop", name, command_options()))
    return name, command_options()[name].read(rest)

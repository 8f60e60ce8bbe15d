"""What may stand behind ``%devloop``: its sub-commands, and the words of each."""

import argparse
from functools import cache
from typing import Any

from IPython.core.error import UsageError

from devloop_nb.frontends.magics.options import ATTEMPT, LIMIT_WORDS, MODULE, RUN, Options, Word, unknown

NAME: Word = ("name", {"nargs": "?", "default": "", "metavar": "NAME"})
SEVERAL: dict[str, Any] = {"nargs": "*", "default": []}
ALL: Word = ("--all", {"action": "store_true"})
ANSWER: list[Word] = [
    (flag, {"default": "", "metavar": word}) for flag, word in (("--note", "TEXT"), ("--question", "ID"))
]
COMMANDS: dict[str, list[Word]] = {
    "status": [],
    "history": [
        RUN,
        ("--attempts", {"action": "store_true"}),
        ("--limit", {"type": int, "default": 50, "metavar": "N"}),
    ],
    "show": [("words", SEVERAL | {"metavar": "RUN ATTEMPT"}), MODULE],
    "diff": [("words", SEVERAL | {"metavar": "RUN A B"}), MODULE],
    "compare": [("a", {"metavar": "A"}), ("b", {"metavar": "B"})],
    "rank": [
        RUN,
        ("--weights", {"metavar": "tests=X,performance=Y"}),
        ("--threshold", {"type": float, "metavar": "X"}),
        ("--metric", {"metavar": "NAME"}),
        ALL,
    ],
    "tune-metric": [RUN, ALL],
    "dashboard": [],
    "form": [NAME],
    "accept": [
        RUN,
        MODULE,
        ATTEMPT,
        ("--cell", {"action": "store_true"}),
        ("--write", {"metavar": "FOLDER"}),
        ("--import", {"action": "store_true", "dest": "imported"}),
    ],
    "scratch": [RUN, MODULE, ATTEMPT],
    "undo": [RUN, MODULE],
    "redo": [RUN, MODULE],
    "stop": [RUN],
    **{wish: [RUN] for wish in ("pause", "go-on", "stop-after")},
    "note": [("words", {"nargs": "+", "metavar": "RUN TEXT"}), MODULE],
    "raise": [("words", {"nargs": "+", "metavar": "RUN NAME=VALUE"})],
    "approve": [RUN, *ANSWER],
    "reject": [RUN, *ANSWER],
    "plan": [RUN, ("--edit", {"default": "", "metavar": "FILE.yaml"})],
    "blockers": [RUN],
    "resume": [
        RUN,
        ("--executor", {"metavar": "ADDRESS"}),
        ("--workflow", {"metavar": "FILE.yaml"}),
        *LIMIT_WORDS,
        ("--background", {"action": "store_true"}),
        ("--no-raise", {"action": "store_true"}),
    ],
    "report": [RUN, ("-o", {"dest": "output", "metavar": "FILE"})],
    "freeze": [],
    "memory": [RUN],
    "state": [RUN],
    "settings": [],
    "prompt": [
        NAME,
        ("--version", {"default": "", "metavar": "V"}),
        ("--reset", {"action": "store_true"}),
    ],
    "doctor": [("folder", {"nargs": "?", "default": "", "metavar": "FOLDER"})],
}


@cache
def command_options() -> dict[str, Options]:
    """The options of each sub-command."""
    return {name: Options(f"%devloop {name}", words) for name, words in COMMANDS.items()}


def read_command(line: str) -> tuple[str, argparse.Namespace]:
    """The sub-command and its options."""
    name, _, rest = line.strip().partition(" ")
    if name not in command_options():
        raise UsageError(unknown("There is no %devloop", name, command_options()))
    return name, command_options()[name].read(rest)

"""The tests' end of a sealed conversation, with a process at the other end that says what a test wants it to say."""

import json
import socket
import threading
from importlib import resources
from queue import Queue
from typing import Any

from devloop_nb.kernels.sealed_order import BOTH, OF_TESTS, pieces

TRUE_ANSWER = {
    "raised": False,
    "held": False,
    "apart": False,
    "said": {"stdout": "", "stderr": ""},
    "forms": [],
    "parts": [None],
    "changed": [],
    "boxes": [],
}
FLAGS = {"frozen": False, "order": False, "eq": True, "unsafe_hash": False}
# How classes of the code are told of.
RECORD = {"name": "Point", "module": "code", "kind": "record", "flags": FLAGS, "methods": [], "specials": []}
OBJECT = {"name": "Thing", "module": "code", "kind": "object", "bases": [], "abstract": [], "specials": []}
X = {"fields": [["x", "", None]]}


def builtin(name: str, *bases: object) -> list[Any]:
    """A class of Python's own, as parts of an answer name it."""
    return ["library", "builtins", name, list(bases)]


def tests_space() -> dict[str, Any]:
    """What the tests' kernel loads for a sealed run, but for what runs pytest there."""
    folder = resources.files("devloop_nb.kernels.inside")
    space: dict[str, Any] = {"__name__": "sealed"}
    for name in pieces(*BOTH, *OF_TESTS):
        if name != "sealed_suite.py":
            exec(compile((folder / name).read_text(), name, "exec"), space)
    return space


class Liar:
    """Answers each question with the next of its answers, whatever was asked; ``heard`` is what was."""

    def __init__(self) -> None:
        self.space, self.heard, self._answers = tests_space(), list[Any](), Queue[dict[str, Any] | bytes]()
        ours, self._end = socket.socketpair()
        self.link = self.space["AskingLink"](ours, ("code",), ("test_it",))
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def error(self, name: str) -> Any:
        """An exception of the tests' end."""
        return self.space[name]

    def say(self, *answers: dict[str, Any] | bytes) -> None:
        """What comes next; an answer has only what is not as in a true one."""
        for answer in answers:
            self._answers.put(answer)

    def give(self, **answer: Any) -> Any:
        """What the tests make of the answer to one question."""
        self.say(answer)
        return self.link.ask("get", "code", "value")

    def _answer(self) -> None:
        while question := self._question():
            self.heard.append(question)
            answer = b"" if self._answers.empty() else self._answers.get()
            if isinstance(answer, dict):
                answer = frame({**TRUE_ANSWER, "answer": question.get("ask"), **answer})
            self._end.sendall(answer)
            if not answer:
                self._end.shutdown(socket.SHUT_RDWR)

    def _question(self) -> Any:
        length = int.from_bytes(self._end.recv(4, socket.MSG_WAITALL))
        return json.loads(self._end.recv(length, socket.MSG_WAITALL)) if length else None

    def close(self) -> None:
        """Both ends."""
        self.link.wire._channel.close()
        self._thread.join()
        self._end.close()


def frame(message: dict[str, Any]) -> bytes:
    """A message behind its length."""
    body = json.dumps(message).encode()
    return len(body).to_bytes(4) + body

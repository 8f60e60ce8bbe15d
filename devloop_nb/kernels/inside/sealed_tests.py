"""The tests' end of the conversation: it believes nothing but plain data, of exactly the types it knows."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    import socket

    from devloop_nb.kernels.inside.sealed_copies import copy_of
    from devloop_nb.kernels.inside.sealed_counts import Counts
    from devloop_nb.kernels.inside.sealed_errors import few_kinds, known_class
    from devloop_nb.kernels.inside.sealed_forms import sort_of
    from devloop_nb.kernels.inside.sealed_found import Findings
    from devloop_nb.kernels.inside.sealed_held import Held
    from devloop_nb.kernels.inside.sealed_lending import lent_as
    from devloop_nb.kernels.inside.sealed_link import Link, Reference
    from devloop_nb.kernels.inside.sealed_parcel import Message, Packing, Unpacking
    from devloop_nb.kernels.inside.sealed_records import name_of
    from devloop_nb.kernels.inside.sealed_remote import ArgumentNotPlain, Remote, ResultNotPlain
    from devloop_nb.kernels.inside.sealed_streams import iterates, remote_of
    from devloop_nb.kernels.inside.sealed_wire import CodeGone, NotPlain, TooMuch

GARBLED = "the process that held the code does not keep to the protocol"
BROKEN_OFF = "the code was broken off in the middle of an earlier call"


class AskingLink(Link):
    """Asks the code's process. Once a question was broken off, ``gone`` says why there can be no other."""

    caught: type[BaseException] = Exception

    def __init__(self, channel: "socket.socket", modules: tuple[str, ...], own: tuple[str, ...]) -> None:
        super().__init__(channel, modules, own)
        self.gone, self.held, self.apart = "", False, False
        self.watched, self.counts, self.findings = Held(self), Counts(), Findings()

    def ask(self, *parts: Any) -> Any:
        """The result. Raises what the code raised, and ``ArgumentNotPlain``, ``ResultNotPlain`` or ``CodeGone``."""
        if self.gone:
            raise CodeGone(self.gone)
        self.counts.forget(*parts)
        packing, before = Packing(self), self.findings.begin()
        try:
            message = packing.message(parts)
        except NotPlain as why:
            raise ArgumentNotPlain(f"the tests give the code {why}") from None
        try:
            raised, value = self.result(self.question(message), packing)
        except NotPlain as why:
            raise ResultNotPlain(f"the code gave {why}") from None
        except BaseException as error:  # An alarm, say: whatever comes now would be the answer to another question.
            self.gone = str(error) if isinstance(error, CodeGone) else BROKEN_OFF
            raise
        self.findings.end(before, value)
        if not raised:
            return value
        if isinstance(value, StopIteration | StopAsyncIteration) and not iterates(*parts):
            raise ResultNotPlain(f"the code raised {type(value).__name__} where nothing is iterated")
        raise value

    def shares(self) -> bool:
        """Whether tests and code go on as if they had in common what each has its own of."""
        return self.apart or (self.held and self.watched.changed())

    def result(self, answer: "Message", packing: "Packing") -> tuple[bool, Any]:
        """Whether it was raised, and what."""
        try:
            for stream in ("stdout", "stderr"):
                getattr(sys, stream).write(str(answer["said"][stream]))
            self.held, self.apart = answer["held"] is True, answer["apart"] is True
            if "refused" in answer:
                return True, ResultNotPlain(f"the code gave {answer['refused']}")
            unpacking = self.open(answer, packing)
            [value] = unpacking.parts
            self.watched.watch(list(unpacking.boxes.values()))
            raised = answer["raised"] is True
            if raised and not isinstance(value, BaseException):
                raise TypeError("what is raised is an exception")
        except Exception as error:  # What comes from there may be of any shape.
            raise CodeGone(GARBLED) from error
        return raised, value

    def serve(self, question: "Message") -> None:
        try:
            unpacking = self.open(question)
        except Exception as error:  # What comes from there may be of any shape.
            raise CodeGone(GARBLED) from error
        self.reply(question, unpacking)

    def perform(self, *parts: Any) -> Any:
        """Calls a function or advances an iterator that was lent; nothing else can be asked of the tests."""
        try:
            match parts:
                case ("call", lent, tuple(arguments), tuple(named)) if id(lent) in self.lent_numbers:
                    return lent(*arguments, **dict(named))
                case ("next", lent) if id(lent) in self.lent_numbers:
                    return next(lent)
        except Exception as error:
            if (told := self.findings.note(error)) is error:
                raise
            raise told from None
        raise CodeGone(GARBLED)

    def refused(self, why: "NotPlain") -> "Message":
        kind = ResultNotPlain if isinstance(why, TooMuch) else ArgumentNotPlain  # What is too much, it was given.
        raise kind(f"a function of the tests gives the code {why}")

    def learn(self, number: int, form: Any) -> None:
        made = copy_of(form, Unpacking(self, {"boxes": [], "changed": [], "parts": []}).value, self)
        self.note(number, made, sort_of(made, form))

    def may_name(self, kind: type) -> bool:
        return (
            kind.__module__ in sys.modules and "<locals>" not in kind.__qualname__ and kind.__module__ not in self.own
        )

    def library(self, module: str, name: str, bases: list[Any]) -> Any:
        found = known_class(module, name)
        if found is None and bases:
            found = type(name_of(name.rpartition(".")[2]), few_kinds(bases), {})
        if found is None:
            raise ValueError(f"{module}.{name} is no class that crosses")
        return found

    def new_error(self, kind: Any, arguments: list[Any], words: str) -> BaseException:
        if kind.__module__ == "builtins":
            return kind(*arguments)  # type: ignore[no-any-return]  # A builtin exception.
        builtin = next(base for base in kind.__mro__ if base.__module__ == "builtins")
        made: BaseException = builtin.__new__(kind, *arguments)
        made.args = tuple(arguments)
        if kind in self.class_numbers:
            vars(made)["_words"] = words
        return made

    def pack_other(self, packing: "Packing", value: Any) -> Any:
        return lent_as(self, packing, value)

    def take(self, unpacking: "Unpacking", number: int, sort: str, told: list[Any]) -> Any:
        known = number in self.borrowed
        if not known:
            self.borrow(number, remote_of(self, Reference(number), sort, told))
        taken = self.borrowed[number]
        if isinstance(taken, Remote):  # One that is known is the code's to give, whoever made it.
            object.__setattr__(taken, "_is_tests_own", False if known else None)
        return taken

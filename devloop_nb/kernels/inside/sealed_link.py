"""One end of the conversation between the tests and the code: questions, answers, and questions in between."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    import socket

    from devloop_nb.kernels.inside.sealed_parcel import Message, Packing, Unpacking
    from devloop_nb.kernels.inside.sealed_wire import CodeGone, NotPlain, Wire


class Reference:
    """Something that stays on the other side, by its number there."""

    def __init__(self, number: int) -> None:
        self.number = number


class Link:
    """What both ends have: what was lent to the other side, what was borrowed from it, and the code's classes.

    ``modules`` are the names of the code, ``own`` those of the tests.
    """

    # What is raised in answering belongs to the one who asked.
    caught: type[BaseException] = BaseException

    def __init__(self, channel: "socket.socket", modules: tuple[str, ...], own: tuple[str, ...] = ()) -> None:
        self.wire, self.asked, self.modules, self.own = Wire(channel), 0, modules, own
        self.lent: list[Any] = []
        self.lent_numbers: dict[int, int] = {}
        self.borrowed: dict[int, Any] = {}
        self.borrowed_numbers: dict[int, int] = {}
        self.classes: dict[int, Any] = {}
        self.class_numbers: dict[type, int] = {}
        self.kinds: dict[type, str] = {}
        self.forms: list[list[Any]] = []

    def lend(self, value: Any) -> int:
        """The number by which the other side may ask for it."""
        number = self.lent_numbers.setdefault(id(value), len(self.lent))
        if number == len(self.lent):
            self.lent.append(value)
        return number

    def borrow(self, number: int, value: Any) -> Any:
        """Notes what stands here for something of the other side's."""
        self.borrowed[number] = value
        self.borrowed_numbers[id(value)] = number
        return value

    def note(self, number: int, kind: type, sort: str) -> None:
        """Knows a class of the code's by its number."""
        self.classes[number], self.class_numbers[kind], self.kinds[kind] = kind, number, sort

    def question(self, message: "Message") -> "Message":
        """The answer to one question; what is asked in between is served."""
        self.asked += 1
        number = self.asked
        self.send({"ask": number, **message})
        while "ask" in (answer := self.wire.receive()):
            self.serve(answer)
        if answer.get("answer") != number:
            raise CodeGone("the process that held the code does not keep to the protocol")
        return answer

    def send(self, message: "Message") -> None:
        """Sends a message, with the classes that it is the first to need."""
        self.wire.send({**message, "forms": self.forms})
        self.forms = []

    def serve(self, question: "Message") -> None:
        """Answers a question of the other side's."""
        self.reply(question, self.open(question))

    def reply(self, question: "Message", unpacking: "Unpacking") -> None:
        """Does what was asked, and sends what came of it."""
        packing = Packing(self, [unpacking.boxes[number] for number in sorted(unpacking.boxes)])
        try:
            raised, value = False, self.perform(*unpacking.parts)
        except self.caught as error:
            raised, value = True, error
        answer = {"answer": question["ask"], "raised": raised, **self.aside()}
        try:
            self.send({**answer, **packing.message([value], unpacking.entries)})
        except NotPlain as why:
            self.send({**answer, **self.refused(why)})
        boxes = packing.boxes
        del unpacking, packing, value
        self.look_after(boxes)

    def open(self, message: "Message", packing: "Packing | None" = None) -> "Unpacking":
        """What came; ``packing`` is the question that it answers."""
        for number, form in message["forms"]:
            self.learn(int(number), form)
        return Unpacking(self, message, packing.boxes if packing else ())

    def perform(self, *parts: Any) -> Any:
        """Does what the other side asks for."""
        raise NotImplementedError

    def refused(self, why: "NotPlain") -> "Message":
        """What is sent in place of a result that cannot cross."""
        return {"refused": str(why)}

    def aside(self) -> dict[str, Any]:
        """What an answer tells beside the value."""
        return {}

    def look_after(self, boxes: list[Any]) -> None:
        """Looks at what a question and its answer were about, once nothing but the code can still hold it."""

    def learn(self, number: int, form: Any) -> None:
        """Learns a class of the code's."""
        raise NotImplementedError

    def describes(self, kind: type) -> bool:
        """Whether the other side may be told what the class is."""
        return False

    def declare(self, kind: type) -> int:
        """Tells the other side of a class of the code's."""
        raise NotImplementedError

    def pack_other(self, packing: "Packing", value: Any) -> Any:
        """What stands for a value that is no data."""
        raise NotImplementedError

    def take(self, unpacking: "Unpacking", number: int, sort: str, told: list[Any]) -> Any:
        """What stands here for something of the other side's that is no data."""
        raise NotImplementedError

    def may_name(self, kind: type) -> bool:
        """Whether the other side may be told of a library's class by its name."""
        raise NotImplementedError

    def library(self, module: str, name: str, bases: list[Any]) -> Any:
        """What a library that both sides have calls so; ``bases`` are an exception's."""
        raise NotImplementedError

    def new_error(self, kind: Any, arguments: list[Any], words: str) -> BaseException:
        """An exception of that class."""
        raise NotImplementedError

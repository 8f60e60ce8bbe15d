"""What the tuner, the comparison and the dashboard have in common: a small head as a trait, answers on demand."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
import traitlets
from IPython.display import display

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.widgets.live_output import show_live
from devloop_nb.session import Session
from devloop_nb.values.errors import DevloopError

VIEW = Path(__file__).parent / "view"
Answer = Callable[[Mapping[str, Any]], Awaitable[Any]]


def joined(kind: str, *names: str) -> str:
    """The parts of a view as one text: a browser can be given one module without a server."""
    return "\n".join((VIEW / f"{name}.{kind}").read_text(encoding="utf-8") for name in names)


class Board(anywidget.AnyWidget):
    """Only the engine's thread writes to it; callbacks of the browser do no more than call there.

    The browser sends ``{"ask": NAME, "id": ...}``; what the method of that name in ``answers`` returns goes back, or
    the line of its ``DevloopError``. What the browser sends comes from outside, and may be without sense.
    """

    uid = traitlets.Unicode().tag(sync=True)
    head = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, head: dict[str, Any]) -> None:
        """``head`` is kept by the browser with the view, so it is small."""
        self.session = session
        self.twin: dict[str, Any] | None = None
        self.answers: dict[str, Answer] = {"receipt": self._standing}
        super().__init__(uid=uuid4().hex[:12], head=head)
        self.on_msg(lambda _, asked, __: engine().submit(self._reply(asked)))

    def show(self, receipt: dict[str, Any]) -> None:
        """Displays the view, and below it its twin for readers without scripts."""
        show_live(self, self.uid)
        self.show_receipt(receipt, update=False)

    def show_receipt(self, receipt: dict[str, Any], *, update: bool = True) -> None:
        """Displays the twin, or puts another in its place."""
        self.twin = receipt
        display(receipt, raw=True, display_id=f"devloop-{self.uid}", update=update)

    async def _standing(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the output below the view has to hold."""
        return {"receipt": self.twin, "charts": {}, "size": {}}

    async def _reply(self, asked: Any) -> None:
        match asked:
            case {"ask": str(name), "id": str(id)} if name in self.answers:
                self.send({"is": "reply", "id": id} | await self._answer(self.answers[name], asked))

    async def _answer(self, answer: Answer, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return {"body": await answer(asked)}
        except DevloopError as error:
            return {"error": error.line}
        except (KeyError, TypeError, ValueError) as error:
            return {"error": f"The view asked for something without sense ({type(error).__name__})."}

"""The metric tuner: sliders for weights and threshold over all stored attempts; no model is asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from devloop_nb.frontends.acceptances import doubts
from devloop_nb.frontends.widgets.board import Board, joined
from devloop_nb.frontends.widgets.board_receipt import Bundle
from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.frontends.widgets.tuner_receipt import Said, tuner_receipt
from devloop_nb.session import Session
from devloop_nb.session.tuning import Stored, rescore
from devloop_nb.values.errors import BadInput
from devloop_nb.values.metric import Metric
from devloop_nb.values.ranking import rank_entries
from devloop_nb.values.run_state import RunState


class Choices:
    """What a notebook lends a tuner: the metrics kept there, and a place for the weights that are chosen."""

    def __init__(
        self, names: Callable[[], Sequence[str]], function: Callable[[str], Metric], use: Callable[[Said], str]
    ) -> None:
        """``use`` keeps what was chosen and says so in a line."""
        self.names, self.function, self.use = names, function, use


class Tuner(Board):
    """Of one run, or of ``everything``; the browser has the numbers, a metric of the user's own is asked for here."""

    _esm = joined(
        *("js", "elements", "silence", "keys", "page", "written", "board"),
        *("weighing", "sliders", "ranking", "tuner"),
    )
    _css = joined("css", "base", "header", "attempts", "detail", "board", "tuner")

    def __init__(self, session: Session, state: RunState, choices: Choices, *, everything: bool = False) -> None:
        self.state, self.everything, self.choices = state, everything, choices
        self.attempts: tuple[Stored, ...] = ()
        self.said = Said(state.settings.weights, state.settings.threshold)
        super().__init__(session, self._head())
        self.answers |= {"entries": self._entries, "score": self._score, "settled": self._settled}
        self.answers |= {"use": self._use, "accept": self._accept}

    def __repr__(self) -> str:
        return "The metric tuner; its ranking stands below."

    async def load(self) -> Bundle:
        """Reads the attempts, and gives the receipt. Raises ``NotFound``."""
        self.attempts = await self.session.stored(self.state.run, everything=self.everything)
        return await self._receipt()

    def _head(self) -> dict[str, Any]:
        title = "all runs of this history" if self.everything else f"{self.state.name} · {self.state.run}"
        return {
            "title": one_line(title, 120),
            "everything": self.everything,
            "weights": self.said.weights.model_dump(),
            "threshold": self.said.threshold,
            "metrics": list(self.choices.names()),
        }

    async def _receipt(self) -> Bundle:
        metric = self.choices.function(self.said.metric) if self.said.metric else None
        scores = await rescore(self.attempts, self.said.weights, metric)
        ranked = rank_entries([each.entry for each in self.attempts], scores, self.said.threshold)
        return tuner_receipt(self._head()["title"], ranked, self.said, self.uid)

    async def _entries(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        self.attempts = await self.session.stored(self.state.run, everything=self.everything)
        return {"entries": [each.entry.model_dump() for each in self.attempts], "metrics": list(self.choices.names())}

    async def _score(self, asked: Mapping[str, Any]) -> list[float]:
        return await rescore(self.attempts, self.said.weights, self.choices.function(str(asked["metric"])))

    async def _settled(self, asked: Mapping[str, Any]) -> None:
        self.said = Said.read(asked)
        self.show_receipt(await self._receipt())

    async def _use(self, asked: Mapping[str, Any]) -> dict[str, str]:
        said = self.said = Said.read(asked)
        if not said.metric and not said.weights.tests + said.weights.performance:
            raise BadInput("one weight at least has to be above 0")
        return {"says": self.choices.use(said), "lines": said.lines}

    async def _accept(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self.everything:
            raise BadInput("which run?", mend="Tune one run to accept its best.")
        chosen = [(str(each["module"]), int(each["number"])) for each in asked["chosen"]]
        against: list[str] = []
        for module, number in chosen:
            state = await self.session.accept(self.state.run, module, number)
            catch_up(state)
            against += [f"⚠ {doubt}." for doubt in await doubts(self.session, state, module, number)]
        named = ", ".join(f"attempt {number} of {module}" for module, number in chosen)
        says = (f"Accepted: {named}. %devloop accept brings the code.", *against)
        return {**await self._entries(asked), "says": one_line(" ".join(says), 1600)}

"""Who decides what: the table by which a run goes on alone, asks, or leaves something be."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from devloop_nb.values.checkpoint import Checkpoint
from devloop_nb.values.nearest import nearest
from devloop_nb.values.value import Value

Says = Literal["alone", "ask", "never"]
SAYS = ("alone", "ask", "never")
OnTimeout = Literal["approve", "reject", "stop"]


class Rule(Value):
    """``alone`` goes on without asking, ``never`` leaves it be, ``ask`` waits ``seconds`` for an answer.

    Without ``seconds`` it waits for ever where somebody is there to answer, and not at all where nobody is. Written
    as ``"ask"``, as ``"ask 600 reject"``, or as a table of these fields.
    """

    says: Says = "alone"
    seconds: float | None = Field(default=None, ge=0)
    on_timeout: OnTimeout = "stop"

    @property
    def strictness(self) -> int:
        """The higher, the less is done without asking; silence that approves is no better than not to ask."""
        return (
            0
            if self.says == "alone" or (self.says == "ask" and self.on_timeout == "approve")
            else SAYS.index(self.says)
        )


class Authority(Value):
    """A rule for each kind of decision; the names are those of ``[authority]`` in ``devloop.toml``.

    ``plan`` is the architecture, ``api`` the signatures in it, ``security`` code in which a flaw was found,
    ``dependency`` a package larger than ``install_mib``, ``expectations`` a change to what a test expects, and
    ``blocker`` a module whose attempts are spent, ``stage`` a stage to which the workflow gives a checkpoint.
    ``budget`` (a limit that people raise) and ``acceptance`` (code below the threshold that they take) are their own
    wishes: only ``never`` forbids them.
    """

    plan: Rule = Rule()
    api: Rule = Rule()
    security: Rule = Rule(says="ask", on_timeout="reject")
    dependency: Rule = Rule(says="ask", on_timeout="reject")
    expectations: Rule = Rule(says="never")
    budget: Rule = Rule()
    acceptance: Rule = Rule()
    blocker: Rule = Rule(on_timeout="approve")
    stage: Rule = Rule(says="ask")

    @model_validator(mode="before")
    @classmethod
    def _over_the_default(cls, given: Any) -> Any:
        table = _table(given)
        return {check_kind(kind): _rule(kind, rule) for kind, rule in table.items()}

    def rule(self, kind: str) -> Rule:
        """The rule for a kind of decision. Raises ``ValueError`` with the nearest right kind."""
        rule: Rule = getattr(self, check_kind(kind))
        return rule

    @property
    def loosened(self) -> tuple[str, ...]:
        """The kinds about which less is asked than by default."""
        pairs = ((kind, getattr(self, kind), field.default) for kind, field in Authority.model_fields.items())
        return tuple(kind for kind, rule, usual in pairs if rule.strictness < usual.strictness)

    def timed(self, checkpoint: Checkpoint) -> Checkpoint:
        """The checkpoint with the time and the way out that the table gives it."""
        rule = self.rule(checkpoint.about)
        return checkpoint.model_copy(update={"seconds": rule.seconds, "on_timeout": rule.on_timeout})


def check_kind(kind: str) -> str:
    """The kind of decision. Raises ``ValueError`` with the nearest right one."""
    return nearest(kind, Authority.model_fields, "nobody decides about")


def asked(words: str | None) -> dict[str, Any]:
    """The setting that ``--ask plan``, or ``--ask plan=600,api`` for no more than 600 s, stands for."""
    pairs = [word.partition("=") for word in (words or "").replace(",", " ").split()]
    return {"authority": {kind: f"ask {seconds}".strip() for kind, _, seconds in pairs}} if pairs else {}


def _table(given: Any) -> Mapping[str, Any]:
    if isinstance(given, str):
        pairs = [word.partition("=") for word in given.split(",") if word.strip()]
        return {kind.strip(): rule.strip() or "ask" for kind, _, rule in pairs}
    if isinstance(given, Mapping):
        return given
    raise ValueError('write kinds and rules, such as plan = "ask"')


def _rule(kind: str, given: Any) -> Any:
    """What is not said of a rule stays as it is by default."""
    if isinstance(given, str):
        words = given.split()
        if len(words) > len(Rule.model_fields):
            raise ValueError(f"a rule is at most three words, such as 'ask 600 reject', not {given!r}")
        given = dict(zip(Rule.model_fields, words, strict=False))
    if not isinstance(given, Mapping):
        return given
    known = {nearest(name, Rule.model_fields, "a rule has no"): value for name, value in given.items()}
    return {**dict(Authority.model_fields[kind].default), **known}

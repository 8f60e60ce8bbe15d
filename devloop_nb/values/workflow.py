"""The stages of a run as a table: how often, how long, how many at once, under which condition."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from devloop_nb.values.condition import Condition, read_condition
from devloop_nb.values.nearest import nearest
from devloop_nb.values.value import Value

StageName = Literal["planning", "testing", "building", "review", "integration", "held-back", "compliance"]
# What may be left out; without the others there is no code to speak of.
OPTIONAL = ("review", "integration", "held-back", "compliance")
PROOFS = ("integration", "held-back", "compliance")
# What works on several modules.
BY_MODULE = ("testing", "building")


class StageRule(Value):
    """How one stage is done.

    A stage whose model or kernel fails is begun again ``max_retries`` times, ever later; what was done stays done.
    After ``timeout`` seconds (0: never) the run stops; pauses and the time in which it waits for an answer do not
    count. ``parallel`` bounds how many modules it works on at once (0: all that can be). It is left out unless
    ``when`` holds (empty: always), and somebody is asked before where ``checkpoint`` says so.
    """

    max_retries: int = Field(default=0, ge=0, le=10)
    timeout: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    parallel: int = Field(default=0, ge=0)
    when: str = ""
    checkpoint: bool = False

    @field_validator("when")
    @classmethod
    def _is_a_condition(cls, text: str) -> str:
        if text.strip():
            read_condition(text)
        return text.strip()

    @property
    def condition(self) -> Condition | None:
        """The condition, where there is one."""
        return read_condition(self.when) if self.when else None


class Workflow(Value):
    """A rule for each stage; the names are those of ``[workflow]`` in ``devloop.toml``, and of a YAML workflow."""

    planning: StageRule = StageRule()
    testing: StageRule = StageRule(parallel=1)
    building: StageRule = StageRule()
    review: StageRule = StageRule()
    integration: StageRule = StageRule()
    held_back: StageRule = StageRule()
    compliance: StageRule = StageRule()

    @model_validator(mode="before")
    @classmethod
    def _over_the_default(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            raise ValueError("a workflow is a table of stages, or the name of a YAML file with one")
        stages = {_field(str(stage)): rule for stage, rule in given.items()}
        return {stage: _rule(stage, rule) for stage, rule in stages.items()}

    @model_validator(mode="after")
    def _fits(self) -> "Workflow":
        for name, rule in self.rules.items():
            if rule.when and name not in OPTIONAL:
                raise ValueError(f"{name} cannot be left out; {', '.join(OPTIONAL)} can")
            if name not in BY_MODULE and rule.parallel:
                raise ValueError(f"{name} has no parallel: {' and '.join(BY_MODULE)} work on several modules")
        return self

    @property
    def rules(self) -> dict[str, StageRule]:
        """By the names of the stages."""
        return {name.replace("_", "-"): getattr(self, name) for name in Workflow.model_fields}

    @property
    def conditions(self) -> dict[str, str]:
        """What decides which way a run goes; all else is patience."""
        return {name: rule.when for name, rule in self.rules.items() if rule.when}

    @property
    def loosened(self) -> tuple[str, ...]:
        """The proofs that may be left out of a run which could be a success with them."""
        conditions = {name: self.rules[name].condition for name in PROOFS}
        return tuple(name for name, read in conditions.items() if read and not read.fails_only_what_fell_short)


def _field(stage: str) -> str:
    names = [name.replace("_", "-") for name in Workflow.model_fields]
    return nearest(stage.replace("_", "-"), names, "there is no stage").replace("-", "_")


def _rule(stage: str, given: Any) -> Any:
    """What is not said of a stage stays as it is by default."""
    if isinstance(given, StageRule):
        return given
    if not isinstance(given, Mapping):
        raise ValueError(f"{stage.replace('_', '-')} is a table, such as {{timeout: 60}}, not {given!r}")
    known = {nearest(str(name), StageRule.model_fields, "a stage has no"): value for name, value in given.items()}
    return {**dict(Workflow.model_fields[stage].default), **known}

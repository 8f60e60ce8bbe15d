"""What a user can set, where it is read from, and which value wins."""

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, field_validator

from devloop_nb.values.authority import Authority
from devloop_nb.values.budget import Budget
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.executor import check_executor
from devloop_nb.values.gates import NAMES, gates_of, read_gates
from devloop_nb.values.limits import Limits
from devloop_nb.values.metric import name_of, title_of
from devloop_nb.values.model_settings import ModelSettings
from devloop_nb.values.need import Permission, permission_of
from devloop_nb.values.score import Weights
from devloop_nb.values.value import Value
from devloop_nb.values.workflow import StageRule, Workflow

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LOCAL_LM = "local/smollm2-135m"
# Tables that an option or the environment writes in one line, and what a name alone means there.
IN_ONE_LINE = {"models": "", "gates": "", "authority": "ask"}


def _names(table: type[Value]) -> str:
    return ", ".join(table.model_fields)


class Settings(Budget, Limits, ModelSettings):
    """Settings of one run; each says itself what it is."""

    tests_weight: float = Field(default=0.7, ge=0, description="what tests weigh in a score")
    performance_weight: float = Field(default=0.3, ge=0, description="what performance weighs in a score")
    metric: str = Field(
        default="", description="source of a function of your own that scores in place of the weights"
    )
    executor: str = Field(default="", description="Dask scheduler that runs suites; empty: this machine")
    install: str = Field(
        default="ask",
        description="what pip may install: never, ask, allow (what is small), or the names of distributions",
    )
    install_mib: float = Field(default=10.0, ge=0, description="MiB up to which a distribution is small")
    authority: Authority = Field(
        default=Authority(), description=f"who decides: alone, ask or never, about {_names(Authority)}"
    )
    workflow: Workflow = Field(
        default=Workflow(), description=f"{_names(StageRule)} of the stages {', '.join(Workflow().rules)}"
    )
    gates: dict[str, str] = Field(
        default={}, description=f"quality gates: off, warn, block, or a number, for {', '.join(NAMES)}"
    )
    review: bool = Field(default=True, description="whether code that passes is reviewed")

    @field_validator("gates", mode="before")
    @classmethod
    def _are_gates(cls, told: Any) -> dict[str, str]:
        """A table, or ``coverage=90, types=off``, as it is written in an option or in the environment."""
        read = read_gates(told)
        gates_of(read)
        return read

    @field_validator("metric")
    @classmethod
    def _defines_a_function(cls, source: str) -> str:
        if source:
            name_of(source)
        return source

    @field_validator("install")
    @classmethod
    def _is_a_permission(cls, words: str) -> str:
        permission_of(words, 0)
        return words

    @field_validator("executor")
    @classmethod
    def _is_an_address(cls, address: str) -> str:
        return check_executor(address)

    @property
    def metric_name(self) -> str:
        """What the metric of the user's own is called; empty where there is none."""
        return title_of(self.metric) if self.metric else ""

    @property
    def limits(self) -> Limits:
        """The part of the settings that bounds a run."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})

    @property
    def budget(self) -> Budget:
        """The part of the settings that bounds what is spent on models."""
        return Budget(**{name: getattr(self, name) for name in Budget.model_fields})

    @property
    def permission(self) -> Permission:
        """The part of the settings that says what may be installed."""
        return permission_of(self.install, self.install_mib)

    @property
    def weights(self) -> Weights:
        """The part of the settings that makes a score."""
        return Weights(tests=self.tests_weight, performance=self.performance_weight)


def merge_settings(*layers: Mapping[str, Any]) -> Settings:
    """Settings from layers, the strongest first; ``None`` means not said. Raises ``BadSetting``."""
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        said = {check_name(name): value for name, value in layer.items() if value is not None}
        merged |= {name: _over(merged.get(name), _as_table(name, value)) for name, value in said.items()}
    try:
        return Settings(**merged)
    except ValidationError as error:
        raise _refused(error.errors()[0]) from None


def _refused(first: "ErrorDetails") -> BadSetting:
    """What pydantic says of a value, or of a name in a table, as people understand it."""
    root, *inside = map(str, first["loc"])
    says = first["msg"].removeprefix("Value error, ")
    if "[key]" in inside:
        known = first.get("ctx", {}).get("expected", "")
        return BadSetting(f"{root} knows no {first['input']!r}", mend=f"It knows {known}." if known else says)
    name = ".".join([root, *inside])
    return BadSetting(
        f"{name} = {first.get('input')!r} cannot be used", says, f"Give {name} another value{_default(root)}."
    )


def _as_table(name: str, value: Any) -> Any:
    """``coverage=90, types=off`` says no more than the table that it stands for."""
    if not isinstance(value, str) or name not in IN_ONE_LINE:
        return value
    pairs = [word.partition("=") for word in value.split(",") if word.strip()]
    if name == "models" and (alone := [key.strip() for key, sign, _ in pairs if not sign]):
        raise BadSetting(f"models names {alone[0]!r} alone", mend="Write ROLE=MODEL, for instance code=openai/gpt-5.")
    return {key.strip(): told.strip() or IN_ONE_LINE[name] for key, _, told in pairs}


def _over(under: Any, value: Any) -> Any:
    """Of two tables, and of the tables in them, the upper one says only what it names."""
    if not (isinstance(under, Mapping) and isinstance(value, Mapping)):
        return value
    return {**under, **{name: _over(under.get(name), told) for name, told in value.items()}}


def _default(name: str) -> str:
    default = Settings.model_fields[name].default
    return "" if isinstance(default, Value) else f"; the default is {default!r}"


def check_name(name: str) -> str:
    """The setting's name, or ``BadSetting`` with the nearest right one."""
    known = list(Settings.model_fields)
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    raise BadSetting(
        f"there is no setting {name!r}",
        mend=f"Did you mean {near[0]!r}?" if near else f"Known settings: {', '.join(known)}.",
    )

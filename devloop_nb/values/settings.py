"""What a user can set."""

from typing import Any

from pydantic import Field, field_validator

from devloop_nb.values.authority import Authority
from devloop_nb.values.budget import Budget
from devloop_nb.values.executor import check_executor
from devloop_nb.values.gates import NAMES, gates_of, read_gates
from devloop_nb.values.limits import Limits
from devloop_nb.values.metric import name_of, title_of
from devloop_nb.values.model_settings import ModelSettings
from devloop_nb.values.need import Permission, permission_of
from devloop_nb.values.score import Weights
from devloop_nb.values.value import Value
from devloop_nb.values.workflow import StageRule, Workflow

LOCAL_LM = "local/smollm2-135m"


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

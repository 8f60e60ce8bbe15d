"""What a user can set, where it is read from, and which value wins."""

import difflib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from devloop_nb.values.authority import Authority
from devloop_nb.values.budget import Budget
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.executor import check_executor
from devloop_nb.values.gates import gates_of, read_gates
from devloop_nb.values.limits import Limits
from devloop_nb.values.metric import name_of
from devloop_nb.values.need import Permission, permission_of
from devloop_nb.values.score import Weights
from devloop_nb.values.value import Value
from devloop_nb.values.workflow import Workflow

LOCAL_LM = "local/smollm2-135m"
Price = Annotated[float, Field(ge=0)]
Role = Literal["plan", "test", "code", "review", "hard"]


class Settings(Budget):
    """Settings of one run; ``lm`` is ``provider/model``, ``scripted:FILE`` or empty for the default.

    Keys are no setting: a provider's key is read from the environment by the provider's own rules. ``install`` says
    what may be installed of the libraries and of what the tests import: ``never`` anything, only what was agreed to
    (``ask``), everything up to ``install_mib`` each (``allow``), or the distributions it names, of any size.
    ``models`` are those of single roles, where they are not ``lm``; ``hard`` writes code where the usual is stuck.
    ``gates`` says of single gates that they are ``off``, ``warn`` or ``block``, and the number that is asked for.
    ``prices`` are USD for a million tokens in and out. ``context_tokens`` bounds a prompt; 0: by the model's window.
    ``metric`` is the source of a function of your own that scores in place of the weights, in the loop's process.
    ``templates`` is a folder with prompt templates of your own; without it that of the home is looked into.
    """

    lm: str = ""
    models: dict[Role, str] = {}
    prices: dict[str, tuple[Price, Price]] = {}
    context_tokens: int = Field(default=0, ge=0)
    templates: str = ""
    api_base: str = ""
    temperature: float = Field(default=0.7, ge=0, le=2)
    max_tokens: int = Field(default=1500, ge=16)
    retries: int = Field(default=3, ge=0, le=10)
    seed: int = Field(default=0, ge=0)
    attempts: int = Field(default=5, ge=1, le=10_000)
    drafts: int = Field(default=1, ge=1, le=100)
    search: Literal["loop", "samples"] = "loop"
    mutants: int = Field(default=8, ge=0, le=1000)
    held_back: float = Field(default=0.2, ge=0, le=0.5)
    integration_rounds: int = Field(default=2, ge=0, le=20)
    threshold: float = Field(default=1.0, ge=0, le=1)
    test_seconds: float = Field(default=10.0, gt=0)
    suite_seconds: float = Field(default=30.0, gt=0)
    validation_seconds: float = Field(default=120.0, gt=0)
    call_seconds: float = Field(default=120.0, gt=0)
    memory_mib: int = Field(default=4096, ge=64)
    require_tier: int = Field(default=0, ge=0, le=2)
    tests_weight: float = Field(default=0.7, ge=0)
    performance_weight: float = Field(default=0.3, ge=0)
    metric: str = ""
    executor: str = ""
    install: str = "ask"
    install_mib: float = Field(default=10.0, ge=0)
    authority: Authority = Authority()
    workflow: Workflow = Workflow()
    gates: dict[str, str] = {}
    review: bool = True
    review_rounds: int = Field(default=2, ge=0, le=20)

    @field_validator("models", mode="before")
    @classmethod
    def _in_one_line(cls, models: Any) -> Any:
        """``plan=openai/gpt-5,code=groq/llama``, as it is written in an option or in the environment."""
        if not isinstance(models, str):
            return models
        return {role.strip(): lm.strip() for role, _, lm in (pair.partition("=") for pair in models.split(","))}

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
        merged |= {name: _over(merged.get(name), value) for name, value in said.items()}
    try:
        return Settings(**merged)
    except ValidationError as error:
        first = error.errors()[0]
        root, *inside = map(str, first["loc"])
        name = ".".join([root, *(part for part in inside if part != "[key]")])
        raise BadSetting(
            f"{name} = {first.get('input')!r} cannot be used",
            first["msg"].removeprefix("Value error, "),
            f"Give {name} another value{_default(root)}.",
        ) from None


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

"""What a user can set about models."""

from typing import Annotated, Literal

from pydantic import Field

from devloop_nb.values.value import Value

Price = Annotated[float, Field(ge=0)]
Role = Literal["plan", "test", "code", "review", "hard"]


class ModelSettings(Value):
    """Which models are asked, and how.

    Keys are no setting: a provider's key is read from the environment by the provider's own rules.
    """

    lm: str = Field(
        default="", description="model: provider/model or scripted:FILE; empty: DSPy's own, else the embedded one"
    )
    models: dict[Role, str] = Field(
        default={},
        description="models of single roles (plan, test, code, review); hard is asked where code is stuck or complex",
    )
    hard_from: int = Field(
        default=12,
        ge=0,
        description="tests of a module, and 2 for each dependency and target, from which on hard writes it from its "
        "first draft; 0: never",
    )
    prices: dict[str, tuple[Price, Price]] = Field(
        default={}, description="USD for a million tokens in and out, by model"
    )
    context_tokens: int = Field(default=0, ge=0, description="tokens of a prompt; 0: by the model's window")
    adaptive: bool = Field(
        default=True, description="whether scores of earlier runs move the rank of a part of a prompt, by one at most"
    )
    templates: str = Field(default="", description="folder with prompt templates; empty: that of the runs' home")
    api_base: str = Field(default="", description="address of a model server of your own")
    temperature: float = Field(default=0.7, ge=0, le=2, description="temperature of a first draft")
    max_tokens: int = Field(default=1500, ge=16, description="tokens of one answer")
    explore: bool = Field(
        default=False, description="whether a hosted model may try out code and the shown tests before it answers"
    )
    explore_steps: int = Field(default=6, ge=2, le=50, description="the most requests for one answer of that kind")
    retries: int = Field(default=3, ge=0, le=10, description="how often a request that failed is made again")
    seed: int = Field(default=0, ge=0, description="another seed gives other drafts")

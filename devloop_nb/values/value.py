"""The base of everything that flows: frozen, and strict about its fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen pydantic model; an unknown field is an error, not a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

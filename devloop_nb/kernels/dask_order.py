"""What a caller and a Dask worker say to each other: text that holds plain values, and nothing that could run."""

import hashlib
import json
import sys
import uuid
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from devloop_nb.values.covered import Covered
from devloop_nb.values.errors import BadInput, DevloopError, EnvironmentProblem, KernelUnavailable
from devloop_nb.values.growth import Measured
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite
from devloop_nb.values.trials import Trials

DISTRIBUTION = "devloop-nb"
MEND = f"Install the same {DISTRIBUTION}, with the same Python, on every worker's machine."
_VALUES: dict[str, type[BaseModel]] = {"suite": Suite, "limits": Limits}
_ANSWERS: dict[str, TypeAdapter[Any]] = {
    "run": TypeAdapter(Outcome),
    "seal": TypeAdapter(Outcome | NotSealed),
    "measure": TypeAdapter(Measured),
    "cover": TypeAdapter(Covered),
    "measure_import": TypeAdapter(ImportCost),
    "try_variants": TypeAdapter(Trials),
}
_ERRORS = {kind.__name__: kind for kind in (BadInput, EnvironmentProblem, KernelUnavailable)}


@cache
def likeness() -> dict[str, str]:
    """What has to be the same on both sides: the project's version and Python's, without its last number."""
    return {DISTRIBUTION: version(DISTRIBUTION), "python": ".".join(map(str, sys.version_info[:2]))}


def write_order(method: str, values: Mapping[str, Any]) -> str:
    """The call of a runner's ``method`` as text, of which no other is like it."""
    order = {"nonce": uuid.uuid4().hex, **likeness(), "method": method, "values": _plain(values)}
    return json.dumps(order)


def read_order(text: str) -> tuple[str, dict[str, Any]]:
    """The method, and its arguments by name. Raises ``EnvironmentProblem`` where the caller is another version."""
    order = json.loads(text)
    if why := unlikeness(order):
        raise EnvironmentProblem("A Dask worker does not fit", why, MEND)
    values = {
        name: _VALUES[name].model_validate(value) if name in _VALUES else value
        for name, value in order["values"].items()
    }
    return order["method"], values


def unlikeness(other: Mapping[str, str | None]) -> str:
    """How another side differs from this one; empty where it does not."""
    for name, own in likeness().items():
        if other.get(name) != own:
            return f"{name} is {own} on the one side and {other.get(name) or 'missing'} on the other"
    return ""


def write_answer(order: str, value: BaseModel) -> str:
    """What a method gave, with the digest of the order that it was given for."""
    return json.dumps({"order": _digest(order), "value": _plain(value)})


def write_refusal(order: str, error: DevloopError) -> str:
    """The error that a method raised."""
    told = {"error": type(error).__name__, "what": error.what, "why": error.why, "mend": error.mend}
    return json.dumps({"order": _digest(order), **told})


def read_answer(order: str, text: str) -> Any:
    """What the method gave. Raises what it raised, and ``KernelUnavailable`` for the answer to something else."""
    try:
        answer = json.loads(text)
        if answer["order"] != _digest(order):
            raise ValueError("it answers something else than what was asked")
        if "error" not in answer:
            return _ANSWERS[json.loads(order)["method"]].validate_python(answer["value"])
        error = _error(answer)
    except (ValueError, TypeError, KeyError, ValidationError) as problem:
        raise KernelUnavailable("The answer of a Dask worker cannot be used", str(problem), MEND) from None
    raise error


def _error(answer: Mapping[str, Any]) -> DevloopError:
    kind = _ERRORS.get(answer["error"], KernelUnavailable)
    return kind(answer["what"], answer["why"], answer["mend"])


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""Weights and metrics as people write them, the same on the command line and in a notebook."""

import difflib
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from devloop_nb.values.errors import BadInput
from devloop_nb.values.score import Weights

EXAMPLE = "Write: tests=0.5,performance=0.5"


def read_weights(words: str | None) -> Weights | None:
    """``tests=0.5,performance=0.5``; what is left out weighs nothing. Raises ``BadInput``."""
    if words is None:
        return None
    pairs = [pair.partition("=") for pair in words.split(",")]
    said = {name.strip(): value.strip() for name, _, value in pairs}
    known = list(Weights.model_fields)
    for name in said:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise BadInput(f"there is no weight {name!r}", mend=f"Did you mean {near[0]}?" if near else f"{EXAMPLE}.")
    try:
        weights = Weights.model_validate({**dict.fromkeys(known, 0), **said})
    except ValidationError:
        raise BadInput(f"{words!r} are no weights", mend=f"{EXAMPLE}, numbers that are not below 0.") from None
    if weights.tests + weights.performance == 0:
        raise BadInput("one weight at least has to be above 0", mend=f"{EXAMPLE}.")
    return weights


def metric_source(metric: str | Callable[..., Any] | None) -> str | None:
    """The source of a metric that may be a function. Raises ``BadInput`` where it has none that can be stored."""
    if metric is None or isinstance(metric, str):
        return metric
    try:
        source = textwrap.dedent(inspect.getsource(metric))
    except (OSError, TypeError):
        source = ""
    if not source.lstrip().startswith("def "):
        raise BadInput(
            f"the metric {getattr(metric, '__name__', metric)} has no source that can be stored",
            mend="Define it with def, or give its source as text.",
        )
    return source

"""What a model's tokens cost: the user's own price, else the one in the list that comes with DSPy. Never fetched."""

import os
from functools import cache
from typing import Any

from devloop_nb.lm.choice import SCRIPTED_LABEL
from devloop_nb.values.settings import LOCAL_LM, Settings

NO_PRICE_LIST = "LITELLM_LOCAL_MODEL_COST_MAP"
Price = tuple[float, float]


def price_of(label: str, settings: Settings) -> Price | None:
    """USD for a token in and a token out; ``None`` where nobody knows. Blocks when it is first asked."""
    if label in settings.prices:
        per_million = settings.prices[label]
        return per_million[0] / 1e6, per_million[1] / 1e6
    if label == LOCAL_LM or label.startswith(SCRIPTED_LABEL):
        return 0.0, 0.0
    return _listed(label)


def cost(price: Price | None, tokens_in: int, tokens_out: int) -> float | None:
    """USD, where the price is known."""
    return None if price is None else tokens_in * price[0] + tokens_out * price[1]


def use_bundled_prices() -> None:
    """Before its first request DSPy fetches a price list from GitHub, unless this variable says not to."""
    from dspy.clients.model_metadata import source_info

    if NO_PRICE_LIST in os.environ:
        return
    os.environ[NO_PRICE_LIST] = "true"
    try:
        source_info()
    finally:
        os.environ.pop(NO_PRICE_LIST, None)


@cache
def _listed(label: str) -> Price | None:
    info = model_facts(label)
    prices = [info.get(f"{way}_cost_per_token") for way in ("input", "output")]
    if all(isinstance(price, int | float) and price >= 0 for price in prices):
        return float(prices[0] or 0), float(prices[1] or 0)
    return None


def model_facts(label: str) -> dict[str, Any]:
    """What DSPy's list says of a model; empty where it says nothing."""
    from dspy.clients.model_metadata import model_info

    use_bundled_prices()
    provider, _, model = label.partition("/")
    try:
        return dict(model_info(provider, model))
    # A list that has another shape than today's must not stop a run: the price is then not known.
    except Exception:  # noqa: BLE001
        return {}

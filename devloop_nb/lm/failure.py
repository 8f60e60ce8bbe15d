"""Why a model gave no answer, in one line that says what to do and holds no key."""

import re
from datetime import datetime, timedelta
from typing import Any

from devloop_nb.lm.choice import key_name
from devloop_nb.lm.clean import Redact, clean
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.settings import Settings

# By the code of DSPy's error: why, and what to do. {says} is the provider's text, {key} the variable of its key.
REASONS = {
    "not_configured": ("no key was found", "Set {key} in the environment, or choose another model with --lm."),
    "auth": ("the provider refused the key", "Check {key} in the environment."),
    "billing": ("the account has no credit or quota left", "Look at the provider's billing page."),
    "unsupported_model": ("the provider knows no such model", "Check the name given with --lm."),
    "context_window_exceeded": (
        "the prompt is longer than the model can read",
        "Shorten the requirements or tests, or choose a model with a larger context.",
    ),
    "invalid_request": ("the provider refused the request: {says}", "Check the model's name and the settings."),
    "rate_limit": ("the provider limits the rate of requests", "{later} A resumed run goes on where it stopped."),
    "server": ("the provider failed: {says}", "Resume the run later, or choose another model with --lm."),
    "timeout": ("the provider timed out", "Resume the run later, or raise call_seconds."),
    "transport": ("the connection failed: {says}", "Check the network, and the address in api_base."),
}
# Whoever answers so may be anybody: the key is not sent on.
MOVED = ("the address sends requests on to another one (HTTP {status}), which is not followed", "Mend api_base.")
A_MONTH = 30 * 24 * 3600
OTHERWISE = ("{says}", "Choose another model with --lm, or mend the one that is configured.")


def is_unreadable(error: Any) -> bool:
    """Whether the provider answered, but not in the shape of an answer (broken JSON, a web page)."""
    code = getattr(error, "code", "")
    return _status(error) < 300 and (code == "provider" or (code == "unexpected" and bool(error.provider)))


def explain(error: Any, label: str, settings: Settings, redact: Redact) -> ModelUnavailable:
    """The failure as ``ModelUnavailable``; of what the provider says no more is kept than is needed."""
    if isinstance(error, TimeoutError):
        why, mend = f"{settings.call_seconds:g} s were not enough", "Raise call_seconds, or resume the run later."
    elif 300 <= _status(error) < 400:
        why, mend = MOVED
    else:
        why, mend = REASONS.get(getattr(error, "code", ""), OTHERWISE)
    facts = {
        "says": provider_text(error, redact),
        "key": _key(error, label),
        "later": _later(error),
        "status": _status(error),
    }
    return ModelUnavailable(f"{label} gave no answer", why.format(**facts), mend.format(**facts))


def provider_text(error: Any, redact: Redact) -> str:
    """The first line of what was said, short, without keys and without what is left of masked ones."""
    text = clean(str(getattr(error, "message", "") or error), redact).strip() or type(error).__name__
    return re.sub(r"\S*\*{3,}\S*", "[key]", text.splitlines()[0])[:200].rstrip(".")


def _status(error: Any) -> int:
    return getattr(error, "status", None) or 200


def _key(error: Any, label: str) -> str:
    return " or ".join(getattr(error, "env_keys", None) or ()) or key_name(label) or "the provider's key"


def _later(error: Any) -> str:
    asked = getattr(error, "retry_after", None)
    when = datetime.now() + timedelta(seconds=min(asked or 0, A_MONTH))
    return f"Try again after {when:%d %b %H:%M}." if asked else "Try again later."

"""Whether the model can be asked: its key is set, its server listens, the embedded one is whole."""

import asyncio
import importlib.util
import os
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from devloop_nb.lm.choice import address, choose_lm, key_name
from devloop_nb.lm.configured import configured_lm
from devloop_nb.lm.weights import model_status
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.health import Health
from devloop_nb.values.settings import Settings

ABOUT = "model"
PATIENCE_SECONDS = 3.0
OTHER = "or choose another model with --lm."


async def models_health(settings: Settings) -> tuple[Health, ...]:
    """Of the default model, and of every other one that has a role; no model is asked anything."""
    roles: dict[str, list[str]] = {settings.lm: []}
    for role, lm in settings.models.items():
        roles.setdefault(lm, []).append(role)
    return tuple([await _health_of(lm, said, settings) for lm, said in roles.items()])


async def _health_of(lm: str, roles: Sequence[str], settings: Settings) -> Health:
    own = {"lm": lm, "api_base": address(lm, settings)}
    health = await model_health(settings.model_copy(update=own))
    about = health.about if lm == settings.lm else f"{ABOUT} ({', '.join(roles)})"
    return health.model_copy(update={"about": about})


async def model_health(settings: Settings) -> Health:
    """Of the default model alone."""
    try:
        choice = choose_lm(settings, configured_lm())
    except BadSetting as error:
        return Health(about=ABOUT, ok=False, says=error.what, mend=error.mend)
    if choice.kind == "local":
        return await asyncio.to_thread(_embedded, choice.label)
    if choice.kind == "hosted":
        return _key(choice.label, os.environ) or await _server(choice.label, settings.api_base)
    return Health(about=ABOUT, ok=True, says=choice.label)


def _embedded(label: str) -> Health:
    if importlib.util.find_spec("xllamacpp") is None:
        mend = f"Run pip install 'devloop-nb[local]', {OTHER}"
        return Health(about=ABOUT, ok=False, says=f"{label} needs the extra 'local'", mend=mend)
    status = model_status()
    if status.size and not status.whole:
        mend = "Run devloop-nb model to fetch them again."
        return Health(about=ABOUT, ok=False, says=f"the weights in {status.path} are damaged", mend=mend)
    where = f"weights in {status.path}" if status.whole else "weights (93 MB) are fetched on first use"
    return Health(about=ABOUT, ok=True, says=f"{label}, {where}")


def _key(label: str, environment: Mapping[str, str]) -> Health | None:
    name = key_name(label)
    if not name or environment.get(name):
        return None
    return Health(about=ABOUT, ok=False, says=f"{label} needs a key", mend=f"Set {name} in the environment, {OTHER}")


async def _server(label: str, address: str) -> Health:
    """Connects to a server that was named; a provider's own address is not tried."""
    if not address:
        return Health(about=ABOUT, ok=True, says=f"{label}, its key is set")
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, port)
    except (OSError, TimeoutError) as error:
        says = f"{label} does not answer at {parts.hostname}:{port}: {error or 'no answer'}"
        return Health(about=ABOUT, ok=False, says=says, mend="Start that server, or mend api_base.")
    writer.close()
    return Health(about=ABOUT, ok=True, says=f"{label}, {parts.hostname}:{port} listens")

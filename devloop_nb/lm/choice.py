"""Which model is asked: the one that is named, else the one that DSPy is configured with, else the embedded one."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from devloop_nb.lm.configured import configured_lm
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.nearest import did_you_mean
from devloop_nb.values.settings import LOCAL_LM, Settings

SCRIPTED = "scripted:"
SCRIPTED_LABEL = "scripted/"
EXAMPLES = (
    f"Give provider/model, such as openai/gpt-4o-mini, {LOCAL_LM} (the embedded model) or scripted:answers.yaml."
)
# What DSPy reaches without LiteLLM, and the variable each provider's key is read from.
KEYS = {
    "anthropic": "ANTHROPIC_API_KEY",
    "azure": "AZURE_OPENAI_API_KEY",
    "deepseek": "DEEPSEEK_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "groq": "GROQ_API_KEY",
    "hosted_vllm": "",
    "moonshot": "MOONSHOTAI_API_KEY",
    "ollama": "",
    "ollama_chat": "",
    "openai": "OPENAI_API_KEY",
    "openrouter": "OPENROUTER_API_KEY",
    "xai": "XAI_API_KEY",
}


@dataclass(frozen=True)
class Choice:
    """A kind of coder, and the ``label`` under which users see its model."""

    kind: Literal["local", "hosted", "configured", "scripted"]
    label: str


def choose_lm(settings: Settings, configured: Any) -> Choice:
    """The model of a run. Raises ``BadSetting`` for a spelling that names none."""
    named = settings.lm.strip()
    if named.startswith(SCRIPTED):
        return Choice("scripted", f"{SCRIPTED_LABEL}{_script_name(named)}")
    if named == LOCAL_LM or (not named and configured is None):
        return Choice("local", LOCAL_LM)
    if not named:
        return Choice("configured", str(getattr(configured, "model", type(configured).__name__)))
    _check_provider(named)
    return Choice("hosted", named)


def lm_label(settings: Settings) -> str:
    """The name under which users see the model; nothing is loaded. Raises ``BadSetting``, for every role's model."""
    for lm in settings.models.values():
        choose_lm(settings.model_copy(update={"lm": lm}), None)
    _check_explorer(settings)
    return choose_lm(settings, configured_lm()).label


def _check_explorer(settings: Settings) -> None:
    coder = settings.models.get("code") or settings.lm
    choice = choose_lm(settings.model_copy(update={"lm": coder}), configured_lm())
    if settings.explore and choice.kind in ("local", "scripted"):
        why = "the embedded model is too weak for it" if choice.kind == "local" else "its answers are written already"
        mend = "Choose a hosted model, such as openai/gpt-4o-mini, or leave explore off."
        raise BadSetting(f"{choice.label} does not explore", why, mend)


def address(lm: str, settings: Settings) -> str:
    """``api_base`` where it is meant for that model: no provider's key is sent to another's address.

    It is the address of the first hosted one among the default and the roles, and of others of the same provider.
    """
    hosted = [named for named in (settings.lm, *settings.models.values()) if named.partition("/")[0] in KEYS]
    ours = not hosted or lm.partition("/")[0] == hosted[0].partition("/")[0]
    return settings.api_base if ours else ""


def key_name(label: str) -> str:
    """The environment variable of a provider's key; empty where there is none."""
    return KEYS.get(label.partition("/")[0], "")


def _script_name(named: str) -> str:
    name = PurePath(named.removeprefix(SCRIPTED).strip()).name
    if not name:
        raise BadSetting(f"lm = {named!r} names no file", mend="Write scripted:answers.yaml.")
    return name


def _check_provider(named: str) -> None:
    provider, slash, model = named.partition("/")
    if not slash or not provider or not model:
        raise BadSetting(f"lm = {named!r} is no model", mend=EXAMPLES)
    if provider == "local":
        raise BadSetting(f"there is no embedded model {named!r}", mend=f"There is one: {LOCAL_LM}.")
    if provider not in KEYS:
        why = f"the provider {provider!r} is not known"
        hint = did_you_mean(provider, KEYS, "Known providers")
        own = "Any other model: dspy.configure(lm=...) before the run, and leave lm empty."
        raise BadSetting(f"lm = {named!r} cannot be used", why, f"{hint} {own}")

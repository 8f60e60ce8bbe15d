"""Which model is asked, and what is said about a name that is none."""

import pytest

from devloop_nb.lm.choice import KEYS, choose_lm, key_name, lm_label
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.settings import LOCAL_LM, Settings


class Configured:
    model = "anthropic/claude"


@pytest.mark.parametrize(
    ("named", "configured", "kind", "label"),
    [
        ("", None, "local", LOCAL_LM),
        ("", Configured(), "configured", "anthropic/claude"),
        (LOCAL_LM, Configured(), "local", LOCAL_LM),
        ("openai/gpt-4o-mini", Configured(), "hosted", "openai/gpt-4o-mini"),
        ("openrouter/meta/llama", None, "hosted", "openrouter/meta/llama"),
        ("scripted:answers.yaml", Configured(), "scripted", "scripted/answers.yaml"),
        ("scripted:/some/where/answers.yaml", None, "scripted", "scripted/answers.yaml"),
        ("  openai/gpt-4o-mini ", None, "hosted", "openai/gpt-4o-mini"),
    ],
)
def test_the_strongest_word_counts(named: str, configured: object, kind: str, label: str) -> None:
    choice = choose_lm(Settings(lm=named), configured)
    assert (choice.kind, choice.label) == (kind, label)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("gpt-4o-mini", "such as openai/gpt-4o-mini"),
        ("openai/", "such as openai/gpt-4o-mini"),
        ("/gpt-4o", "such as openai/gpt-4o-mini"),
        ("opnai/gpt-4o", "Did you mean 'openai'?"),
        ("nowhere/gpt-4o", "Known providers: anthropic"),
        ("local/smollm3", LOCAL_LM),
        ("scripted:", "Write scripted:answers.yaml"),
    ],
)
def test_a_name_that_is_none_is_refused_with_what_to_write(named: str, words: str) -> None:
    with pytest.raises(BadSetting) as caught:
        lm_label(Settings(lm=named))
    assert words in caught.value.line


def test_the_providers_and_their_keys_are_those_of_dspy() -> None:
    from dspy._vendor.lm15.registry import lookup
    from dspy._vendor.lm15.router import LITELLM_PROVIDER_PREFIXES

    theirs = {prefix: lookup(provider).access.env_keys for prefix, provider in LITELLM_PROVIDER_PREFIXES.items()}
    assert {prefix: (*keys, "")[0] for prefix, keys in theirs.items()} == KEYS


def test_the_variable_of_a_key() -> None:
    assert key_name("openai/gpt-4o-mini") == "OPENAI_API_KEY"
    assert key_name("ollama_chat/llama3") == ""

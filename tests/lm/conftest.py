"""A key that must turn up nowhere, and a coder that asks a server on this machine."""

import pytest
from model_server import KEY


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    """The only key in the environment, and no gateway of the machine's owner."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "DEVLOOP_LM", "DEVLOOP_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return KEY

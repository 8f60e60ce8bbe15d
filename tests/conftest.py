"""The order of the tests, their turns, and the key that runs of hosted models find."""

from collections.abc import Iterator

import pytest
from model_server import KEY
from turns import turn


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that share one browser come last: Playwright's event loop seems to run in the main thread for as
    long as it is open, and neither ``asyncio.run`` nor a second Playwright works beside it.
    """
    items.sort(key=lambda item: item.path.parent.name == "browser")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Setting up and tearing down belong to the turn."""
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture
def hosted_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only key in the environment, and no gateway of the machine's owner."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)

"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that share one browser come last: Playwright's event loop seems to run in the main thread for as
    long as it is open, and neither ``asyncio.run`` nor a second Playwright works beside it.
    """
    items.sort(key=lambda item: item.path.parent.name == "browser")

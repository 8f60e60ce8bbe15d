"""A Dask cluster as a caller sees it: whether it can be reached, and whether its workers fit."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from devloop_nb.kernels.dask_order import DISTRIBUTION, MEND, unlikeness
from devloop_nb.values.errors import EnvironmentProblem

_CONNECT_SECONDS, _WORKERS_SECONDS = 10.0, 5.0
# What distributed raises where something else answers, or it has no certificate for a tls:// address.
_REFUSALS = (OSError, TypeError, ValueError, RuntimeError, ImportError, MemoryError)


async def connect(address: str) -> Any:
    """A client of the scheduler at ``address``, all of whose workers fit. Raises ``EnvironmentProblem``."""
    distributed = await asyncio.to_thread(_distributed, address)
    client = distributed.Client(
        address, asynchronous=True, set_as_default=False, timeout=_CONNECT_SECONDS, name="devloop"
    )
    try:
        await client
        with suppress(TimeoutError):
            await client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        await check_workers(client, address)
    except BaseException as error:  # A caller that gives up, too, must leave no connection behind.
        await disconnect(client)
        if not isinstance(error, _REFUSALS):
            raise
        mend = "Start one, with: dask scheduler; or leave executor empty to run here."
        raise EnvironmentProblem(f"No Dask scheduler answers at {address}", _first_line(error), mend) from None
    return client


async def disconnect(client: Any) -> None:
    """Ends a client; the scheduler drops what it still wanted."""
    with suppress(OSError):
        await client.close()


async def check_workers(client: Any, address: str) -> None:
    """Raises ``EnvironmentProblem`` where there are no workers, or one could not do what it is asked for."""
    found = await client.get_versions(packages=[DISTRIBUTION])
    if not found["workers"]:
        raise EnvironmentProblem(
            f"The Dask scheduler at {address} has no workers", mend=f"Start some, with: dask worker {address}"
        )
    for worker, versions in found["workers"].items():
        if why := unlikeness(_named(versions)):
            raise EnvironmentProblem(f"The Dask worker {worker} does not fit", why, MEND)


def _distributed(address: str) -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        mend = f"Install the extra, pip install '{DISTRIBUTION}[dask]', or leave executor empty to run here."
        raise EnvironmentProblem(f"Nothing can be run at {address}", f"Dask is not there: {error}", mend) from None


def _named(versions: Mapping[str, Any]) -> dict[str, str | None]:
    """The same two that ``likeness`` tells."""
    python = ".".join(versions["host"]["python"].split(".")[:2])
    return {DISTRIBUTION: versions["packages"].get(DISTRIBUTION), "python": python}


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)

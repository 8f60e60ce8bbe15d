"""One order as a task of Dask: sent, waited for, and called off."""

import asyncio
import json
import time
from concurrent.futures import CancelledError
from contextlib import suppress
from importlib import import_module
from operator import methodcaller
from typing import Any

from devloop_nb.kernels.dask_cluster import check_workers
from devloop_nb.values.errors import KernelUnavailable

_LOOK_SECONDS, _DESERTED_SECONDS = 1.0, 30.0


async def answer_of(client: Any, address: str, order: str) -> str:
    """What a worker answers; where the caller is cancelled, the worker stops. Raises ``EnvironmentProblem``.

    Dask gives the task of a lost worker to another one, ``distributed.scheduler.allowed-failures`` times.
    """
    if client.status == "closed":
        raise _lost(address, "the connection has ended")
    future = _submit(client, order)
    waiting = asyncio.ensure_future(future.result())
    try:
        await _attend(waiting, client, address)
        return str(waiting.result())
    except KernelUnavailable:
        raise
    except CancelledError as error:  # Dask's, not that of the caller.
        raise _lost(address, str(error)) from None
    except Exception as error:  # Whatever can be raised on a worker, or on the way to it.
        with suppress(OSError):
            await check_workers(client, address)
        raise _broken_off(error, address) from error
    finally:
        waiting.cancel()
        if client.status == "running" and not future.done():
            await client.cancel([future], force=True)
        future.release()


def _submit(client: Any, order: str) -> Any:
    # Imported here: Dask, which brings it, may not be there.
    from toolz import compose

    asked = json.loads(order)
    key = f"devloop-{asked['method']}-{asked['nonce']}"
    # A worker that reads the name of a function that it does not have, closes. This one fails there, and says why.
    call = compose(methodcaller("serve", key, order), import_module)
    return client.submit(call, "devloop_nb.kernels.dask_worker", key=key, pure=False)


async def _attend(waiting: "asyncio.Task[Any]", client: Any, address: str) -> None:
    """Returns when it is done. Dask would wait for ever for workers where all are gone."""
    seen = time.monotonic()
    while not waiting.done():
        await asyncio.wait({waiting}, timeout=_LOOK_SECONDS)
        if client.status == "closed" and not waiting.done():
            raise _lost(address, "the connection has ended")
        if client.scheduler_info().get("n_workers", 1):
            seen = time.monotonic()
        elif time.monotonic() - seen > _DESERTED_SECONDS:
            mend = f"Start some, with: dask worker {address}; then go on with the run."
            raise KernelUnavailable(f"The Dask scheduler at {address} has lost all its workers", mend=mend)


def _lost(address: str, why: str) -> KernelUnavailable:
    mend = "Start it again, or leave executor empty to run here, and go on with the run."
    return KernelUnavailable(f"The Dask scheduler at {address} was lost", why, mend)


def _broken_off(error: Exception, address: str) -> KernelUnavailable:
    from distributed.scheduler import KilledWorker

    mend = "The logs of the workers say more."
    if isinstance(error, KilledWorker):
        why = f"{error.allowed_failures + 1} workers were lost, one after the other, while they ran it"
        return KernelUnavailable(f"A suite cannot be run at {address}", why, mend)
    return KernelUnavailable(f"A suite broke off at {address}", f"{type(error).__name__}: {error}", mend)
